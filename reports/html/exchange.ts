import { type Exchange, type Header, type RequestForm, type RequestMessage, requestForms } from '#wire';
import { cut } from '../inert.ts';
import { duration, listed } from '../words.ts';
import { bodyMarkup } from './json-markup.ts';
import { anchor } from './link.ts';
import { type Markup, markup, nothing } from './markup.ts';
import type { Sheet } from './sheet.ts';

/** An exchange, folded: request and response side by side, and the command that sends it again. Drawn once a page. */
export function exchangeMarkup(sheet: Sheet, id: string, pointer?: string): Markup {
  const exchange = sheet.exchanges.get(id);
  if (exchange === undefined) return markup`<p class="aside">Exchange ${id} was not kept.</p>`;
  if (sheet.drawn.has(id)) return markup`<p class="again">${anchor(`x-${id}`, title(sheet, exchange))}</p>`;
  sheet.drawn.add(id);
  if (sheet.isLean) {
    return markup`<details class="exchange" id="x-${id}"><summary>${title(sheet, exchange)}</summary><pre class="sent">${rawRequest(sheet, exchange)}</pre><pre>${rawResponse(sheet, exchange)}</pre></details>`;
  }
  return markup`<details class="exchange" id="x-${id}"><summary>${title(sheet, exchange)}</summary>
<div class="sides"><section><h5>Request</h5>${request(sheet, exchange)}</section><section><h5>Response</h5>${response(sheet, exchange, pointer)}</section></div>
<h5>Send it again</h5>${formMarkup(sheet, requestForms.curl, exchange.request)}${otherForms(sheet, exchange.request)}</details>`;
}

function otherForms(sheet: Sheet, sent: RequestMessage): Markup {
  if (!sheet.hasAllForms) return nothing;
  const forms = Object.values(requestForms).filter((form) => form !== requestForms.curl);
  return markup`<details class="forms"><summary>As ${listed(forms.map(({ title: name }) => name))}</summary>${forms.map(
    (form) => markup`<h5>${form.title}</h5>${formMarkup(sheet, form, sent)}`,
  )}</details>`;
}

function formMarkup({ bodyLimit }: Sheet, form: RequestForm, sent: RequestMessage): Markup {
  return markup`<div class="copying"><pre class="copy" tabindex="0">${cut(form.draw(sent), bodyLimit + 800)}</pre></div>`;
}

function title(
  { run }: Sheet,
  { id, request: { method, url }, response: answer, failure, durationMs, behaviour }: Exchange,
): Markup {
  const path = readable(url.startsWith(run.target.url) ? url.slice(run.target.url.length) || '/' : url);
  const status = answer === null ? (failure?.kind ?? 'no answer') : String(answer.status);
  return markup`<code class="method">${method}</code> <code class="path">${cut(path, 300)}</code> <span class="arrow">→</span> <code class="status ${toneOf(answer?.status)}">${status}</code> <small>${id} · ${duration(durationMs)}${behaviour === undefined ? '' : ` · ${behaviour}`}</small>`;
}

/** The address decoded, for reading; the request below shows it as it was sent. */
export function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', '%20'));
  } catch {
    return path;
  }
}

function toneOf(status: number | undefined): string {
  if (status === undefined || status >= 500) return 'bad';
  return status >= 400 ? 'caution' : 'good';
}

function rawRequest({ bodyLimit }: Sheet, { request: { method, url, headers, body = '' } }: Exchange): string {
  return [`${method} ${cut(url, 2000)}`, ...rawHeaders(headers), '', cut(body, bodyLimit)].join('\n');
}

function rawResponse({ bodyLimit }: Sheet, { response: answer, failure }: Exchange): string {
  if (answer === null) return `No answer came: ${failure?.message ?? 'no reason was kept'}.`;
  return [String(answer.status), ...rawHeaders(answer.headers), '', cut(answer.body, bodyLimit)].join('\n');
}

function rawHeaders(headers: readonly Header[]): string[] {
  return headers.map(([name, value]) => `${name}: ${cut(value, 500)}`);
}

function request({ bodyLimit }: Sheet, { request: { method, url, headers, body } }: Exchange): Markup {
  return markup`<pre tabindex="0"><span class="line">${method} ${cut(url, 2000)}</span>
${headerLines(headers)}${
  body === undefined || body === ''
    ? nothing
    : markup`
${bodyMarkup(body, bodyLimit)}`
}</pre>`;
}

function response({ bodyLimit }: Sheet, { response: answer, failure }: Exchange, pointer?: string): Markup {
  if (answer === null) return markup`<p class="aside">No answer came: ${failure?.message ?? 'no reason was kept'}.</p>`;
  return markup`<pre tabindex="0"><span class="line">${answer.status}</span>
${headerLines(answer.headers)}${
  answer.body === ''
    ? nothing
    : markup`
${bodyMarkup(answer.body, bodyLimit, pointer)}`
}</pre>`;
}

function headerLines(headers: readonly Header[]): Markup {
  return markup`<span class="headers">${headers.map(([name, value]) => markup`${name}: ${cut(value, 500)}\n`)}</span>`;
}
