import { badge, badgeJson } from './badge.ts';
import { csv } from './csv.ts';
import { ctrf } from './ctrf.ts';
import type { Format } from './format.ts';
import { har } from './har.ts';
import { html } from './html/html.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/** Every report there is, in the order in which they are listed and written. */
export const formats: readonly Format[] = [html, junit, markdown, sarif, ctrf, har, csv, badge, badgeJson];
