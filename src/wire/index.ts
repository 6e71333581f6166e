export {
  type Exchange,
  type Failure,
  type Header,
  type RequestMessage,
  type ResponseMessage,
  type Transport,
  TransportError,
} from './exchange.ts';
