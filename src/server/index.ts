export type { IssuedToken, NewToken, Token, Tokens } from './auth/tokens.ts';
export { parseRate, type Rate } from './limits/rate-limit.ts';
export { type Listener, type ListenOptions, listen } from './listener/listen.ts';
export { ListenError } from './listener/listen-error.ts';
export { type RunningServer, type StartOptions, startServer } from './listener/start-server.ts';
export { type ScimServer, scimServer } from './scim-server.ts';
export type { Audit, ServerOptions } from './settings.ts';
export { memoryStore } from './store/memory-store.ts';
export type { Entry, Store, Transaction, View } from './store/store.ts';
