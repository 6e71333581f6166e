import { isList, isObject, type Json, type JsonObject } from '#scim';
import type { LogRow } from './log-row.ts';

/**
 * Rows of Entra's provisioning log, as its portal and Microsoft Graph (`provisioningObjectSummary`) write them. Members
 * that are missing are left out: exports of the portal have fewer.
 */
export function entraLog(entries: readonly JsonObject[]): readonly LogRow[] {
  return entries.filter(isEntraEntry).map((entry) => ({
    at: instant(entry.activityDateTime),
    action: textOf(entry.provisioningAction) ?? textOf(entry.action) ?? 'other',
    subject: subjectOf(entry.sourceIdentity) ?? subjectOf(entry.targetIdentity) ?? '',
    status: statusOf(statusText(entry)),
    reason: reasonOf(entry),
    details: [...stepsOf(entry.provisioningSteps), ...changesOf(entry.modifiedProperties)],
  }));
}

export function isEntraEntry(entry: JsonObject): boolean {
  return (
    typeof entry.activityDateTime === 'string' &&
    (entry.sourceIdentity !== undefined || entry.provisioningSteps !== undefined)
  );
}

const statuses: Readonly<Record<string, LogRow['status']>> = {
  success: 'Success',
  failure: 'Failure',
  skipped: 'Skipped',
  warning: 'Warning',
};

function statusText(entry: JsonObject): string {
  // The member was called statusInfo in older answers.
  const info = [entry.provisioningStatusInfo, entry.statusInfo].find(isObject);
  return textOf(info?.status) ?? textOf(entry.status) ?? '';
}

function statusOf(text: string): LogRow['status'] {
  return statuses[text.toLowerCase()] ?? 'Warning';
}

function reasonOf(entry: JsonObject): string {
  const info = [entry.provisioningStatusInfo, entry.statusInfo].find(isObject);
  const error = isObject(info?.errorInformation) ? info.errorInformation : info;
  return [textOf(error?.errorCode), textOf(error?.reason)]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
}

function subjectOf(identity: Json | undefined): string | undefined {
  if (!isObject(identity)) return undefined;
  return [identity.displayName, identity.id].map(textOf).find((text) => text !== undefined && text !== '');
}

function stepsOf(steps: Json | undefined): readonly string[] {
  const list = isList(steps) ? steps.filter(isObject) : [];
  return list.map((step) =>
    [textOf(step.name), textOf(step.status), textOf(step.description)]
      .filter((part) => part !== undefined && part !== '')
      .join(': '),
  );
}

function changesOf(properties: Json | undefined): readonly string[] {
  const list = isList(properties) ? properties.filter(isObject) : [];
  return list.map(
    (change) =>
      `${textOf(change.displayName) ?? '?'}: ${textOf(change.oldValue) ?? 'nothing'} → ${textOf(change.newValue) ?? 'nothing'}`,
  );
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function instant(value: Json | undefined): string {
  const ms = Date.parse(textOf(value) ?? '');
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
