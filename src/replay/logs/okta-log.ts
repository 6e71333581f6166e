import { isList, isObject, type Json, type JsonObject } from '#scim';
import type { LogRow } from './log-row.ts';

/** Rows of Okta's System Log that are about provisioning; the other events of a tenant are left out. [okta-error-09] */
export function oktaLog(entries: readonly JsonObject[]): readonly LogRow[] {
  return entries.filter(isProvisioning).map((entry) => {
    const outcome = isObject(entry.outcome) ? entry.outcome : {};
    return {
      at: instant(entry.published),
      action: textOf(entry.eventType),
      subject: subjectOf(entry.target),
      status: statuses[textOf(outcome.result).toUpperCase()] ?? 'Warning',
      reason: textOf(outcome.reason),
      details: [textOf(entry.displayMessage), ...debugOf(entry.debugContext)].filter((text) => text !== ''),
    };
  });
}

export function isOktaEntry(entry: JsonObject): boolean {
  return typeof entry.eventType === 'string' && typeof entry.published === 'string';
}

function isProvisioning(entry: JsonObject): boolean {
  return (
    isOktaEntry(entry) &&
    /^(?:application\.provision|app\.(?:user_management|oauth2)|system\.import|application\.user_membership)\b/.test(
      textOf(entry.eventType),
    )
  );
}

const statuses: Readonly<Record<string, LogRow['status']>> = {
  SUCCESS: 'Success',
  ALLOW: 'Success',
  FAILURE: 'Failure',
  DENY: 'Failure',
  SKIPPED: 'Skipped',
};

/** The person or group, and not the app that it was provisioned to. */
function subjectOf(targets: Json | undefined): string {
  const list = isList(targets) ? targets.filter(isObject) : [];
  const who =
    list.find(({ type }) => /^(?:User|UserGroup|Group)$/.test(textOf(type))) ??
    list.find(({ type }) => !/^AppInstance$/.test(textOf(type))) ??
    list[0];
  return textOf(who?.alternateId) || textOf(who?.displayName) || textOf(who?.id);
}

function debugOf(context: Json | undefined): readonly string[] {
  const data = isObject(context) && isObject(context.debugData) ? context.debugData : {};
  return Object.entries(data).flatMap(([name, value]) =>
    typeof value === 'string' && /error|reason|url/i.test(name) ? [`${name}: ${value}`] : [],
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function instant(value: Json | undefined): string {
  const ms = Date.parse(textOf(value));
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
