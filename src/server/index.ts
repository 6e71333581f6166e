export type { IssuedToken, NewToken, Token, Tokens } from './auth/tokens.ts';
export { parseRate, type Rate } from './limits/rate-limit.ts';
export { ListenError, type Listener, type ListenOptions, listen } from './listen.ts';
export { type ScimServer, scimServer } from './scim-server.ts';
export type { Audit, ServerOptions } from './settings.ts';
export { type RunningServer, type StartOptions, startServer } from './start-server.ts';
export { memoryStore } from './store/memory-store.ts';
export type { Entry, Store, Transaction, View } from './store/store.ts';
