import type { Tone } from './words.ts';

const codes: Readonly<Record<Tone | 'plain' | 'dim', string>> = {
  good: '32',
  bad: '31',
  caution: '33',
  note: '36',
  none: '2',
  ours: '35',
  plain: '',
  dim: '2',
};

/** Colours words for a terminal, or leaves them as they are. Nothing is said by colour alone. */
export function painter(color: boolean): (text: string, tone: Tone | 'plain' | 'dim', isStrong?: boolean) => string {
  return (text, tone, isStrong = false) => {
    const code = [isStrong ? '1' : '', codes[tone]].filter((each) => each !== '').join(';');
    return color && code !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  };
}
