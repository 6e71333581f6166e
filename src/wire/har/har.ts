import type { Failure } from '../exchange.ts';

/** A name with a value: a header, a query parameter, a form field. */
export interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** The body of a request. */
export interface HarPostData {
  readonly mimeType: string;
  readonly text: string;
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarPair[];
  readonly headers: readonly HarPair[];
  readonly queryString: readonly HarPair[];
  readonly postData?: HarPostData;
  /** Bytes; -1 when unknown. */
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarResponse {
  /** 0 when no answer came; `_failure` of the entry says why. */
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly cookies: readonly HarPair[];
  readonly headers: readonly HarPair[];
  readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string };
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarEntry {
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly _id: string;
  readonly _failure?: Failure;
  readonly _behaviour?: string;
}

/** An HTTP archive, version 1.2. What the format does not know begins with an underscore, as it allows. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}
