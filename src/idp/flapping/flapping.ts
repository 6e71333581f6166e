import type { Exchange } from '#wire';
import { counted } from '#wire';
import { idOf } from '../reaction.ts';
import type { Place } from '../sender.ts';
import type { Flap, FlapCause } from './flap.ts';
import { attributesTold, membersSeen, membersTold } from './told.ts';

/** Watches what is told to a target and what it shows, and says what does not stay, and why. */
export interface FlappingWatch {
  /** `by` is the provider that sent it. */
  saw(exchange: Exchange, place: Place, by: string): void;
  /** What flapped. Where both sides do not agree in the end, what two writers left in dispute counts as well. */
  found(isUnsettled: boolean): readonly Flap[];
}

/** One thing that was told of one facet. */
interface Telling extends Place {
  readonly by: string;
  /** The value; of a member `in` or `out`. */
  readonly value: string;
  readonly exchange: string;
  /** It came with the whole list, not as a change of it. */
  readonly isWhole: boolean;
  /** One request both put it in and took it out. */
  readonly isBoth: boolean;
}

interface Write extends Place {
  readonly by: string;
  readonly isWhole: boolean;
  readonly exchange: string;
}

/** A member that was told to be in, and was not there. */
interface Loss {
  readonly id: string;
  readonly member: string;
  readonly last: Telling;
  readonly seen: string;
  readonly isCased: boolean;
  readonly writes: readonly Write[];
}

interface Watched {
  /** By member id or attribute path: the last tellings, oldest first. */
  readonly facets: Map<string, Telling[]>;
  /** The last writes, to find those that were under way together. */
  readonly writes: Write[];
}

/** So many tellings and writes are remembered of each facet and each resource. */
const remembered = { tellings: 3, writes: 4096 } as const;

export function flappingWatch(): FlappingWatch {
  const groups = new Map<string, Watched>();
  const users = new Map<string, Watched>();
  const flaps = new Map<string, { readonly flap: Flap; readonly facets: Set<string> }>();
  const reported = new Set<Telling>();
  /** Their causes are looked for in the end: what was under way with them may have ended after they were seen. */
  const losses: Loss[] = [];

  const report = (subject: string, facet: string, cause: FlapCause, because: string, exchanges: string[]): void => {
    const isMember = subject.startsWith('/Groups');
    const key = JSON.stringify(isMember ? [subject, cause, because] : [subject, cause, because, facet]);
    const known = flaps.get(key);
    const facets = known?.facets ?? new Set<string>();
    facets.add(facet);
    const what = isMember ? counted(facets.size, 'member') : facet;
    const shown = [...new Set([...(known?.flap.exchanges.slice(0, -1) ?? []), ...exchanges])];
    flaps.set(key, { facets, flap: { subject, what, cause, because, exchanges: shown.slice(-8) } });
  };

  const tell = (watched: Watched, subject: string, facet: string, telling: Telling): void => {
    const tellings = watched.facets.get(facet) ?? [];
    watched.facets.set(facet, tellings);
    const [before, last] = tellings.slice(-2);
    const isBack = before !== undefined && before.value === telling.value && before.by === telling.by;
    if (isBack && last !== undefined && last.value !== telling.value && last.by !== telling.by) {
      const { cause, because } = disputeOf(telling, last);
      report(subject, facet, cause, because, [before.exchange, last.exchange, telling.exchange]);
    }
    if (last?.value === telling.value && last.by === telling.by) tellings.pop();
    tellings.push(telling);
    if (tellings.length > remembered.tellings) tellings.shift();
  };

  const groupTold = (id: string, exchange: Exchange, place: Place, by: string): void => {
    const told = membersTold(exchange);
    const watched = watchedOf(groups, id);
    const isWhole = told?.isWhole === true;
    // A write of the name alone can undo one of members as well, where the target lays one over the other.
    watched.writes.push({ ...place, by, isWhole, exchange: exchange.id });
    if (watched.writes.length > remembered.writes) watched.writes.shift();
    if (told === undefined) return;
    const base = { ...place, by, exchange: exchange.id, isWhole };
    const out = isWhole ? [...watched.facets.keys()].filter((member) => !told.added.has(member)) : told.removed;
    for (const member of out) {
      const isBoth = told.added.has(member);
      if (!isBoth) tell(watched, `/Groups/${id}`, member, { ...base, value: 'out', isBoth });
    }
    for (const member of told.added) {
      tell(watched, `/Groups/${id}`, member, { ...base, value: 'in', isBoth: told.removed.has(member) });
    }
  };

  const groupSeen = (id: string, members: readonly string[], exchange: Exchange, place: Place): void => {
    const watched = groups.get(id);
    if (watched === undefined) return;
    const shown = new Set(members);
    const folded = new Set(members.map((member) => member.toLowerCase()));
    for (const [member, tellings] of watched.facets) {
      const last = tellings.at(-1);
      // A read that was under way with the telling may show the time before it.
      if (last?.value !== 'in' || shown.has(member) || place.order < last.sentByThen || reported.has(last)) continue;
      reported.add(last);
      losses.push({
        id,
        member,
        last,
        seen: exchange.id,
        isCased: folded.has(member.toLowerCase()),
        writes: watched.writes,
      });
    }
  };

  return {
    saw: (exchange, place, by) => {
      for (const [id, members] of membersSeen(exchange)) groupSeen(id, members, exchange, place);
      const { method, url } = exchange.request;
      const status = exchange.response?.status ?? 0;
      if (method === 'GET' || status < 200 || status > 299) return;
      const [, kind, inPath] = /\/(Users|Groups)(?:\/([^/?]+))?\??(?:[^/]*)$/.exec(url) ?? [];
      const id = inPath ?? idOf(exchange);
      if (id === undefined) return;
      if (method === 'DELETE') {
        (kind === 'Groups' ? groups : users).delete(id);
        if (kind === 'Users') for (const { facets } of groups.values()) facets.delete(id);
      } else if (kind === 'Groups') groupTold(id, exchange, place, by);
      else if (kind === 'Users') {
        const watched = watchedOf(users, id);
        const base = { ...place, by, exchange: exchange.id, isWhole: method !== 'PATCH', isBoth: false };
        for (const [path, value] of attributesTold(exchange)) tell(watched, `/Users/${id}`, path, { ...base, value });
      }
    },
    found: (isUnsettled) => {
      for (const { id, member, last, seen, isCased, writes } of losses.splice(0)) {
        const { cause, because } = isCased ? cased : lossOf(last, writes);
        report(`/Groups/${id}`, member, cause, because, [last.exchange, seen]);
      }
      if (isUnsettled) {
        for (const [prefix, all] of [['/Groups/', groups] as const, ['/Users/', users] as const]) {
          for (const [id, { facets }] of all) {
            for (const [facet, tellings] of facets) {
              const [before, last] = tellings.slice(-2);
              if (before === undefined || last === undefined || before.by === last.by) continue;
              if (before.value === last.value) continue;
              const { cause, because } = disputeOf(before, last);
              report(`${prefix}${id}`, facet, cause, because, [before.exchange, last.exchange]);
            }
          }
        }
      }
      return [...flaps.values()].map(({ flap }) => flap);
    },
  };
}

function watchedOf(all: Map<string, Watched>, id: string): Watched {
  const known = all.get(id);
  if (known !== undefined) return known;
  const made: Watched = { facets: new Map(), writes: [] };
  all.set(id, made);
  return made;
}

interface Reason {
  readonly cause: FlapCause;
  readonly because: string;
}

const cased: Reason = {
  cause: 'case of ids',
  because: 'The target gives member ids back in another letter case, so that they are taken for others.',
};

/** Two providers that each say something else. */
function disputeOf(one: Telling, other: Telling): Reason {
  const isLeftOut = other.isWhole && other.value === 'out' && !one.isWhole;
  if (isLeftOut) {
    return {
      cause: 'incremental beside overwrite',
      because: `${one.by} adds by PATCH, ${other.by} replaces the list, and leaves out whom it does not know.`,
    };
  }
  return { cause: 'two writers', because: `${one.by} and ${other.by} write it in turn, each its own way.` };
}

/** Why a member is not there although the target said that it was put in. */
function lossOf(telling: Telling, writes: readonly Write[]): Reason {
  if (telling.isBoth) {
    return {
      cause: 'order of operations',
      because: 'One PATCH takes it out and puts it in; the target does not apply the operations in their order.',
    };
  }
  const beside = writes.filter((write) => write.exchange !== telling.exchange && isTogether(write, telling));
  const stranger = beside.find(({ by }) => by !== telling.by);
  if (stranger !== undefined) {
    return {
      cause: 'two writers',
      because: `${telling.by} and ${stranger.by} changed the Group at the same time; one change was laid over the other.`,
    };
  }
  if (beside.some(({ isWhole }) => isWhole !== telling.isWhole)) {
    return {
      cause: 'incremental beside overwrite',
      because: 'A PATCH of single members and a replacement of the whole list were under way together.',
    };
  }
  if (beside.length > 0) {
    return {
      cause: 'server drops members',
      because:
        'The target loses members when several PATCHes of one Group come at the same time: each is laid over what the other read.',
    };
  }
  return {
    cause: 'server drops members',
    because: 'The target drops members that it said it had put in, even one after another.',
  };
}

/** Whether one was sent before the other had been answered. */
function isTogether(a: Place, b: Place): boolean {
  return a.order < b.sentByThen && b.order < a.sentByThen;
}
