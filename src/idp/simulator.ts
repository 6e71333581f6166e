import type { Header } from '#wire';
import type { LoggedChange } from './change.ts';
import type { TokenRequest } from './credential.ts';
import type { Desired } from './desired.ts';
import type { Directory } from './directory.ts';
import type { Links } from './links.ts';
import { type OptionsOf, type OptionTable, optionsFrom } from './options.ts';
import type { Outcome, Plan, PlannedRequest } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Random } from './random.ts';

/** What a simulator does, where that is written, and how sure we are. */
export interface Behaviour {
  /** One sentence in our own words. */
  readonly does: string;
  readonly source: string;
  readonly strength: Strength;
}

export type Strength = 'vendor documentation' | 'recorded' | 'third party' | 'inferred';

/** Everything that a plan may look at. It changes `memory` and `links`; the directory it only reads. */
export interface Context<Options, Memory> {
  readonly options: Options;
  readonly directory: Directory;
  readonly links: Links;
  /** What this provider remembers besides the links: what it pushed last, timers, dirty references. */
  readonly memory: Memory;
  readonly random: Random;
}

/** Why there is work, and what for. */
export interface Batch {
  /**
   * `initial`: the first reading of everything in scope. `changes`: what the log holds since the last batch, and the
   * keys whose escrow has run out. `restart`: everything again. `evaluate`: the oracle asks whether each object that is
   * in scope would be written again; plan the evaluation of all of them, but nothing that is sent unconditionally.
   */
  readonly reason: 'initial' | 'changes' | 'restart' | 'evaluate';
  readonly changes: readonly LoggedChange[];
  /** Keys of failed jobs whose time has come. */
  readonly retry: readonly string[];
  /** Whether a key failed and is kept aside until later: leave it alone, unless its object has changed. */
  readonly isHeld: (key: string) => boolean;
  /** Epoch milliseconds of virtual time: timers are compared with it. */
  readonly at: number;
}

/** One piece of work on one object: the unit of order, failure, retry and the log. */
export interface Job {
  /** `user:u1`, `members:g1`: retries and escrow go by it. */
  readonly key: string;
  /** Whom the administrator's log names. */
  readonly subject: string;
  /** What the log calls it, should it fail. */
  readonly action: string;
  /** A fresh plan: a retry starts over from its first request. */
  readonly run: () => Plan<Outcome>;
  /** References are counted apart by the quarantine. */
  readonly isReference?: boolean;
}

/** Jobs without an order among them. The engine ends a stage before it pulls the next, so a later stage sees its links. */
export interface Stage {
  readonly name: string;
  readonly jobs: Iterable<Job>;
}

/** An action of an administrator, by the step `{"do":"admin","action":NAME, …}`. */
export interface AdminStep {
  readonly action: string;
  readonly user?: string;
  readonly group?: string;
  readonly members?: readonly string[];
  /** When it is done, epoch milliseconds of virtual time; the engine says so. */
  readonly at?: number;
}

/** What an author of a simulator writes: data, and plans over one context. */
export interface SimulatorParts<T extends OptionTable, Memory> {
  readonly id: string;
  /** The name that the vendor gives the product. */
  readonly name: string;
  readonly options: T;
  readonly behaviours: Readonly<Record<string, Behaviour>>;
  /** What the keys in the `source` of a behaviour stand for. */
  readonly sources?: Readonly<Record<string, string>>;
  /** What an administrator types as the address of the target, where a part of it is a word to the provider. */
  readonly address?: (typed: string) => Address;
  readonly policy: (options: OptionsOf<T>) => Policy;
  readonly memory: (options: OptionsOf<T>) => Memory;
  /** The header list of one request, whole and in order. */
  readonly headers: (request: PlannedRequest, setup: WireSetup<OptionsOf<T>>) => readonly Header[];
  /** How access tokens are had, where the options say that the credential is no token itself. */
  readonly credential?: (options: OptionsOf<T>, token: string) => TokenRequest | undefined;
  /** The connection test, as the administrator presses the button. */
  readonly connect: (context: Context<OptionsOf<T>, Memory>) => Plan<Outcome>;
  /** What a batch leads to. A generator, so that a stage is planned after the one before it has ended. */
  readonly plan: (context: Context<OptionsOf<T>, Memory>, batch: Batch) => Iterable<Stage>;
  /** When a timer of the provider's own runs out next (epoch milliseconds): a batch without changes follows then. */
  readonly wakeAt?: (context: Context<OptionsOf<T>, Memory>) => number | undefined;
  /** What the server should hold, for the oracle. */
  readonly desired: (context: Context<OptionsOf<T>, Memory>) => Desired;
  /** Shipped scenarios that mean nothing to this provider, and the id of the behaviour that says why. */
  readonly unsupported?: Readonly<Record<string, string>>;
  readonly actions?: Readonly<
    Record<string, (context: Context<OptionsOf<T>, Memory>, step: AdminStep) => Iterable<Stage>>
  >;
}

/** An address, read: where requests go, and the options that were told in it. */
export interface Address {
  readonly baseUrl: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface WireSetup<Options> {
  readonly options: Options;
  readonly token: string;
  readonly baseUrl: string;
}

/** A simulator, ready for any directory. */
export interface Simulator {
  readonly id: string;
  readonly name: string;
  readonly options: OptionTable;
  readonly behaviours: Readonly<Record<string, Behaviour>>;
  readonly sources: Readonly<Record<string, string>>;
  readonly unsupported: Readonly<Record<string, string>>;
  address(typed: string): Address;
  /** @throws ScenarioError for an option that is unknown or unusable */
  open(given: Readonly<Record<string, unknown>>, world: World): Instance;
}

export interface World {
  readonly directory: Directory;
  readonly links: Links;
  readonly random: Random;
}

/** A simulator at work on one directory, with its types closed over. */
export interface Instance {
  readonly options: Readonly<Record<string, unknown>>;
  readonly policy: Policy;
  readonly actions: readonly string[];
  headers(request: PlannedRequest, wire: { readonly token: string; readonly baseUrl: string }): readonly Header[];
  credential(token: string): TokenRequest | undefined;
  connect(): Plan<Outcome>;
  plan(batch: Batch): Iterable<Stage>;
  wakeAt(): number | undefined;
  desired(): Desired;
  act(step: AdminStep): Iterable<Stage>;
}

/** Makes a simulator of its parts. */
export function simulatorFrom<const T extends OptionTable, Memory>(parts: SimulatorParts<T, Memory>): Simulator {
  return {
    id: parts.id,
    name: parts.name,
    options: parts.options,
    behaviours: parts.behaviours,
    sources: parts.sources ?? {},
    unsupported: parts.unsupported ?? {},
    address: (typed) => parts.address?.(typed) ?? { baseUrl: typed, options: {} },
    open: (given, world) => {
      const options = optionsFrom(parts.id, parts.options, given);
      const context = { options, memory: parts.memory(options), ...world };
      return {
        options,
        policy: parts.policy(options),
        actions: Object.keys(parts.actions ?? {}),
        headers: (request, wire) => parts.headers(request, { options, ...wire }),
        credential: (token) => parts.credential?.(options, token),
        connect: () => parts.connect(context),
        plan: (batch) => parts.plan(context, batch),
        wakeAt: () => parts.wakeAt?.(context),
        desired: () => parts.desired(context),
        act: (step) => parts.actions?.[step.action]?.(context, step) ?? [],
      };
    },
  };
}

/** The directory ids behind the keys of one kind that are to be tried again: `retried(batch, 'user')`. */
export function retried(batch: Batch, kind: string): readonly string[] {
  const prefix = `${kind}:`;
  return batch.retry.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}
