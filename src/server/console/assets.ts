import { sha256Now } from '../scaidrive/sha256.ts';
import { favicon } from './icons.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';

interface Asset {
  /** With a part that changes when the text does, so that a browser may keep it. */
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** What pages load besides themselves. */
export const assets = {
  style: asset('/console.css', 'text/css; charset=utf-8', styles),
  script: asset('/console.js', 'text/javascript; charset=utf-8', script),
  icon: asset('/console.svg', 'image/svg+xml', favicon),
} as const;

function asset(path: string, type: string, text: string): Asset {
  return { path: `${path}?${sha256Now(text).slice(0, 12)}`, type, text };
}
