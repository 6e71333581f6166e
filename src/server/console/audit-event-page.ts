import { html } from 'hono/html';
import { isList, type JsonObject } from '#scim';
import { curlFrom, type Exchange, type Header, harFrom } from '#wire';
import { ByHandError } from '../scaidrive/by-hand.ts';
import { changeList } from './changes.ts';
import type { ConsoleRoute, Desk } from './desk.ts';
import { card, empty, facts, fold, type Html, moment, soft, source } from './elements.ts';
import { eventName, targetLink, wordsOf } from './event-words.ts';

const at = '/compliance/audit';
const longestBody = 50_000;
const tokenVariable = 'SCIM_TOKEN';

/** One event with all that is kept of it, and the exchange that caused it while that is still in memory. */
export const eventRoute: ConsoleRoute = { method: 'get', path: `${at}/:number`, make: eventPage };

async function eventPage({ drive, recent, given, show }: Desk): Promise<Response> {
  const number = Number(given('number'));
  const [found] = Number.isSafeInteger(number)
    ? await drive.store.read((view) => view.events({ before: number + 1, limit: 1 }))
    : [];
  if (found === undefined || found.number !== number) throw new ByHandError(404, 'There is no such event.');
  const { event } = found;
  const exchange = typeof event.requestId === 'string' ? recent.find(event.requestId) : undefined;
  if (given('as') === 'har') return harOf(exchange, number);
  return show(
    { title: eventName(event), at, up: [at, 'Audit Log'], lede: `Event ${number}, ${String(event.type)}` },
    html`<div class="split"><div>${card('What changed', changeList(event))}
${exchange === undefined ? noExchange(event) : exchangeCard(exchange, number)}</div>
<div>${card('Event', factsOf(event))}
${card('As it is kept', fold('Raw event', source('event', 'The event', JSON.stringify(event, undefined, 2))))}</div></div>`,
  );
}

function factsOf(event: JsonObject): Html {
  const [type = '', name = ''] = wordsOf(event.target, ['type', 'name']);
  const link = targetLink(event.target);
  const target = `${type} ${name}`.trim();
  const tolerances = isList(event.tolerances) ? event.tolerances.flatMap((one) => wordsOf(one, ['id'])) : [];
  return facts([
    ['When', moment(Date.parse(String(event.at)))],
    ['Actor', wordsOf(event.actor, ['name', 'idp']).join(', ') || soft('nobody known')],
    ['Target', target === '' ? soft('none') : link === undefined ? target : html`<a href="${link}">${target}</a>`],
    ['Request id', event.requestId === undefined ? soft('none') : html`<code>${String(event.requestId)}</code>`],
    ['Tolerances', tolerances.length === 0 ? soft('none needed') : tolerances.join(', ')],
    ['Hash', html`<code>${String(event.hash).slice(0, 16)}…</code>`],
  ]);
}

function noExchange({ requestId }: JsonObject): Html {
  return card(
    'Exchange',
    requestId === undefined
      ? html`<p class="soft">This was not done by a SCIM request.</p>`
      : empty(
          'The exchange is not kept any more.',
          'The latest ones are kept in memory, until the server ends.',
          'audit',
        ),
  );
}

function exchangeCard(exchange: Exchange, number: number): Html {
  const { request, response } = exchange;
  return card(
    'Exchange',
    html`<h3>Request</h3>${source('request', 'Request', message(`${request.method} ${request.url}`, request.headers, request.body ?? ''))}
<h3>Answer</h3>${source('answer', 'Answer', message(String(response?.status ?? ''), response?.headers ?? [], response?.body ?? ''))}
${fold(`As curl, with the token in ${tokenVariable}`, source('curl', 'curl command', curlFrom(request, { tokenVariable })))}`,
    html`<p><a href="${at}/${number}?as=har">Make a recording (HAR)</a></p>`,
  );
}

function message(first: string, headers: readonly Header[], body: string): string {
  const head = [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return body === '' ? head : `${head}\n\n${cut(indented(body))}`;
}

function cut(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody)}\n… (cut here; the recording has all of it)` : text;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function harOf(exchange: Exchange | undefined, number: number): Response {
  if (exchange === undefined) throw new ByHandError(404, 'The exchange of this event is not kept any more.');
  const har = harFrom([exchange], { creator: { name: 'ScaiDrive audit log', version: '1' } });
  return new Response(JSON.stringify(har, undefined, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="event-${number}.har"`,
    },
  });
}
