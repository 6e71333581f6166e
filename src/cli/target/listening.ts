import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../terminal.ts';
import type { Target } from './target.ts';

const betweenTriesMs = 500;

/**
 * Waits until something listens at the target, `waitMs` at most, and sends it nothing: what a simulator sends is all
 * that a target may see of it.
 */
export async function listening(target: Target, _terminal: Terminal, waitMs = 0): Promise<void> {
  const deadline = Date.now() + waitMs;
  while (Date.now() + betweenTriesMs < deadline && !(await accepts(target))) await sleep(betweenTriesMs);
}

async function accepts({ url }: Target): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const usualPort = protocol === 'https:' ? 443 : 80;
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
