import { namesSeen, operationOf, type Speaker, spokenBy } from '#replay';
import type { Exchange } from '#wire';
import type { Terminal } from '../terminal.ts';

/** What whoever records sees of what passes. Exchanges come without credentials, and without people where these are hidden. */
export interface View {
  show(exchange: Exchange): void;
  end(file: string): void;
}

/** What is known of all that passed so far. */
interface Account {
  readonly saw: (exchange: Exchange) => string;
  readonly speaker: () => Speaker | undefined;
  readonly count: () => number;
  readonly errors: () => number;
}

/** A client is not looked at for ever: who has not been recognised by then is nobody whom we know. */
const patience = 200;

function account(target: string): Account {
  const names = namesSeen();
  const recent: Exchange[] = [];
  let speaker: Speaker | undefined;
  let count = 0;
  let errors = 0;
  return {
    saw: (exchange) => {
      count += 1;
      if (isError(exchange)) errors += 1;
      if (speaker === undefined && recent.length < patience) {
        recent.push(exchange);
        speaker = spokenBy(recent);
      }
      names.learn(exchange);
      return operationOf(exchange, target, names);
    },
    speaker: () => speaker,
    count: () => count,
    errors: () => errors,
  };
}

/** One object a line. */
export function jsonView(target: string, terminal: Terminal): View {
  const { saw, speaker, count, errors } = account(target);
  return {
    show: (exchange) => {
      const { id, request, response, failure, durationMs } = exchange;
      const does = saw(exchange);
      const status = response?.status ?? null;
      const idp = speaker()?.idp ?? null;
      terminal.out(
        JSON.stringify({
          id,
          method: request.method,
          url: request.url,
          status,
          failure: failure?.kind ?? null,
          durationMs,
          idp,
          does,
        }),
      );
    },
    end: (recording) =>
      terminal.out(
        JSON.stringify({ ended: true, exchanges: count(), errors: errors(), idp: speaker()?.idp ?? null, recording }),
      ),
  };
}

/** One line an exchange; on a terminal in colour, and with what is known so far below them. */
export function liveView(target: string, terminal: Terminal): View {
  const { saw, speaker, count, errors } = account(target);
  const isLive = terminal.paper.color;
  let hasFooter = false;
  return {
    show: (exchange) => {
      const does = saw(exchange);
      const line = lineOf(exchange, target, `${speaker()?.name ?? 'a client'} ${does}`);
      if (!isLive) {
        terminal.out(line);
        return;
      }
      terminal.out(`${hasFooter ? upOneLine : ''}${painted(exchange, cut(line, terminal.paper.width))}`);
      terminal.out(
        cut(
          `      ${count()} exchanges, ${errors()} with an error; ${speaker()?.name ?? 'the client is not recognised yet'}`,
          terminal.paper.width,
        ),
      );
      hasFooter = true;
    },
    end: (file) => {
      const who = speaker();
      const known = who === undefined ? 'the client was not recognised' : `${who.name}, by ${who.because.join(', ')}`;
      terminal.out(`${count()} exchanges, ${errors()} with an error; ${known}; see ${file}`);
    },
  };
}

/** To the line above, and that one emptied. */
const upOneLine = '\u001b[1A\u001b[2K';

function isError({ response }: Exchange): boolean {
  return response === null || response.status >= 400;
}

/** Red for what the target did, yellow for what it refused. */
function painted(exchange: Exchange, line: string): string {
  if (!isError(exchange)) return line;
  const isRefusal = exchange.response !== null && exchange.response.status < 500;
  return `\u001b[${isRefusal ? 33 : 31}m${line}\u001b[0m`;
}

/** A line that wraps would be two, of which only one is taken back. */
function cut(line: string, width: number): string {
  return line.length < width ? line : `${line.slice(0, Math.max(0, width - 2))}…`;
}

function lineOf({ id, request, response, failure, durationMs }: Exchange, target: string, says: string): string {
  const status = response === null ? (failure?.kind ?? 'none') : String(response.status);
  const path = request.url.startsWith(target) ? request.url.slice(target.length) : request.url;
  const columns = [id.slice(1).padStart(4), request.method.padEnd(6), cut(path, 48).padEnd(48), status.padEnd(7)];
  return `${columns.join('  ')} ${`${Math.round(durationMs)} ms`.padStart(8)}  ${says}`;
}
