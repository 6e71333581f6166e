import type { Step } from './scenario.ts';

/** What a step is called in a run. */
export function titleOf(step: Exclude<Step, { do: 'signIn' }>): string {
  if (step.do === 'sync') return 'sync';
  if (step.do === 'wait') return `wait ${step.for}`;
  if (step.do === 'admin') return [step.action, step.user, step.group].filter((part) => part !== undefined).join(' ');
  return step.changes.map(titleOfChange).join(', ');
}

function titleOfChange(change: Extract<Step, { do: 'change' }>['changes'][number]): string {
  const idOf = (who: string | { readonly id: string } | undefined): string | undefined =>
    typeof who === 'object' ? who.id : who;
  const user = 'user' in change ? idOf(change.user) : undefined;
  const group = 'group' in change ? idOf(change.group) : undefined;
  const member = 'member' in change ? change.member : undefined;
  return [change.do, user, group, member].filter((part) => part !== undefined).join(' ');
}
