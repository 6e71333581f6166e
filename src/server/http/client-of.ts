import type { Call } from './call.ts';

/** Who a request seems to come from. Anybody can write these headers: it is a label, never a right. */
export interface Client {
  readonly userAgent: string;
  /** The name of the identity provider; empty when the request does not give itself away. */
  readonly idp: string;
}

type Header = (name: string) => string | undefined;

/** What the requests of each provider have that those of others have not. [okta-header-01, google-header-01, entra-header-01, onelogin-header-01] */
const marks: readonly { readonly idp: string; readonly fits: (header: Header) => boolean }[] = [
  { idp: 'Okta', fits: (header) => /^okta\b/i.test(header('user-agent') ?? '') },
  { idp: 'Google Workspace', fits: (header) => header('user-agent') === 'Google-Auto-Provisioning' },
  { idp: 'Microsoft Entra ID', fits: (header) => header('adscimversion') !== undefined },
  {
    idp: 'OneLogin',
    fits: (header) => header('user-agent') === undefined && header('accept') === undefined,
  },
];

export function clientOf({ header }: Pick<Call, 'header'>): Client {
  const idp = marks.find(({ fits }) => fits(header))?.idp ?? '';
  return { userAgent: (header('user-agent') ?? '').slice(0, 200), idp };
}
