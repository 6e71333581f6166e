import type { RecentExchanges } from '../recording/recent-exchanges.ts';
import type { Origin, ScaiDrive } from '../scaidrive/scaidrive.ts';
import type { ScimServer } from '../scim-server.ts';
import type { Html } from './elements.ts';
import type { PageHead } from './page.ts';

/** What every page has at hand. */
export interface Desk {
  readonly server: ScimServer;
  readonly drive: ScaiDrive;
  readonly recent: RecentExchanges;
  /** The base URL as an identity provider is told it. */
  readonly scimBase: string;
  /** Who acts, for the audit. */
  readonly origin: Origin;
  readonly csrf: string;
  readonly request: Request;
  /** A parameter of the path, a field of the form that was sent, or of the query. */
  readonly given: (name: string) => string;
  readonly show: (head: Omit<PageHead, 'csrf'>, content: Html) => Response | Promise<Response>;
  readonly go: (path: string) => Response;
}

/** One page: its method and path, and what makes it. A path parameter is among what is given. */
export interface ConsoleRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly make: (desk: Desk) => Response | Promise<Response>;
}
