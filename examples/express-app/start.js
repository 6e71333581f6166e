import { app } from './app.js';
import { mendedPeople, people } from './people.js';

const { PORT = '8080', SCIM_TOKEN = '', MENDED } = process.env;
if (SCIM_TOKEN === '') throw new Error('SCIM_TOKEN must hold the token');

const listener = app({ token: SCIM_TOKEN, store: MENDED === '1' ? mendedPeople() : people() }).listen(
  Number(PORT),
  '127.0.0.1',
  () => console.log(`http://127.0.0.1:${listener.address().port}/scim/v2`),
);
