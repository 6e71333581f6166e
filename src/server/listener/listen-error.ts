/** The address is taken, forbidden or not ours; the message says which, for whoever typed the command. */
export class ListenError extends Error {
  readonly code: string;

  constructor(code: string, host: string, port: number) {
    super(`cannot listen on ${host}:${port}: ${reasons[code] ?? code}`);
    this.name = 'ListenError';
    this.code = code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'not permitted; ports below 1024 need rights that this user lacks',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the host name is unknown',
};
