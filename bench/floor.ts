import { createServer } from 'node:http';

/** The floor: node:http and nothing else, answering as many bytes as the server that it stands beside. */
const bodies = {
  item: process.env.FLOOR_ITEM ?? '{}',
  list: process.env.FLOOR_LIST ?? '{}',
} as const;

const server = createServer((request, response) => {
  const body = request.url?.includes('?') === true ? bodies.list : bodies.item;
  request.on('data', () => undefined);
  request.on('end', () => {
    response.writeHead(request.method === 'POST' ? 201 : 200, {
      'content-type': 'application/scim+json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(JSON.stringify({ ready: true, scim: `http://127.0.0.1:${port}/scim/v2`, token: 'none' }));
});
