import { brief, check, test } from '#check';
import { isObject } from '#scim';
import { bulk } from './job.ts';

test(
  'refuses more operations than it announces',
  check('bulk-too-many', {
    judges: ['7644-3.7.4-03', '7644-3.7.4-04', '7644-3.7.4-01', '7644-3.12-16'],
    needs: ['bulk'],
    after: ['bulk-create'],
  }),
  async ({ http, discovery, judge }) => {
    const announced = isObject(discovery.config?.bulk) ? discovery.config.bulk : {};
    const most = Number(announced.maxOperations);
    judge.that('7644-3.7.4-01', most > 0 && Number(announced.maxPayloadSize) > 0, {
      expected: 'limits above 0',
      observed: brief(announced),
    });
    // More would be a load test, not a question.
    if (!(most > 0 && most <= 2000)) return;
    const operations = Array.from({ length: most + 1 }, (_, at) => ({
      method: 'DELETE',
      path: `/Users/scimulate-none-${at}`,
    }));

    const answer = await bulk(http, operations);

    judge.status('7644-3.12-16', answer, 413);
    if (!judge.status('7644-3.7.4-03', answer, 413)) return;
    judge.warn('7644-3.7.4-04', answer.text.includes(String(most)) || /maxOperations/i.test(answer.text), {
      expected: 'the limit in the error',
      observed: brief(answer.json.detail),
      answer,
    });
  },
);

test(
  'says with 501 that it has no bulk operations',
  check('bulk-unsupported', {
    judges: ['7644-3.7-01', '7644-3.12-18'],
    needs: ['discovery'],
    after: ['discovery-config-features'],
  }),
  async ({ http, discovery, judge }) => {
    if (discovery.capabilities.get('bulk') === true) return;
    const answer = await bulk(http, []);

    const words = { 501: '501', 404: '404', 405: '405', 403: '403' } as const;
    for (const [status, word] of Object.entries(words))
      if (String(answer.status) === status) judge.choice('unsupported.bulk', word);
    judge.that('7644-3.7-01', answer.status >= 400, {
      expected: 'status 501',
      observed: `status ${answer.status}`,
      answer,
    });
    judge.warn('7644-3.12-18', answer.status === 501 || answer.status < 400, {
      expected: 'status 501',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);
