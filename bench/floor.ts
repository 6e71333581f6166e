import { createServer } from 'node:http';

/**
 * The floor: node:http and nothing else. A PUT teaches it what to answer to an operation, so that it sends as many
 * bytes as the server that it stands beside; every request names its operation.
 */
const answers = new Map<string, { readonly status: number; readonly body: Buffer }>();

const server = createServer((request, response) => {
  const operation = String(request.headers['x-operation']);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'PUT') {
      const { status, body }: { status: number; body: string } = JSON.parse(Buffer.concat(chunks).toString());
      answers.set(operation, { status, body: Buffer.from(body) });
      response.writeHead(204).end();
      return;
    }
    const { status, body } = answers.get(operation) ?? { status: 500, body: Buffer.from('not taught') };
    if (status === 204) response.writeHead(204).end();
    else {
      response.writeHead(status, { 'content-type': 'application/scim+json', 'content-length': body.byteLength });
      response.end(body);
    }
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(JSON.stringify({ ready: true, scim: `http://127.0.0.1:${port}/scim/v2`, token: 'none' }));
});
