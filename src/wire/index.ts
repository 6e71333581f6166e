export { counted } from './counted.ts';
export {
  type Exchange,
  type Failure,
  type Header,
  type RequestMessage,
  type ResponseMessage,
  type Transport,
  TransportError,
} from './exchange.ts';
export { armedFaults } from './faults/armed.ts';
export type { Fault, FaultEffect } from './faults/fault.ts';
export { htmlAnswer, statusAnswer } from './faults/fault-answers.ts';
export { type FaultSurroundings, faulty, strike } from './faults/faulty.ts';
export { FaultSyntaxError, faultEffects, parseFault } from './faults/parse-fault.ts';
export { type PastReads, pastReads } from './faults/past-reads.ts';
export { seededRandom } from './faults/seeded-random.ts';
export { curlFrom } from './forms/curl-from.ts';
export { type FormOptions, type RequestForm, requestForms } from './forms/request-forms.ts';
export { exchangesFrom, HarError } from './har/exchanges-from.ts';
export type { Har, HarEntry } from './har/har.ts';
export { harFrom } from './har/har-from.ts';
export { headerOf, mediaTypeOf } from './header-of.ts';
export { jsonOf, NotJson } from './json-of.ts';
export { mask } from './mask/mask.ts';
export { exchangeMasker, type MaskOptions, maskExchange } from './mask/mask-exchange.ts';
export { maskerOf, maskText } from './mask/mask-text.ts';
export { encodeText, type QueryEncoding, type QueryPair, queryEncodings, queryFrom } from './query-encoding.ts';
export { queryOf, targetOf, type UrlParts, urlFrom } from './url-from.ts';
