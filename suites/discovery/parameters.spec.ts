import { check, differences, resourcesOf, test } from '#check';

const places = ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'] as const;

test(
  'refuses a filter on its discovery documents',
  check('discovery-filter-forbidden', {
    judges: ['7644-4-10', '7644-4-09'],
    needs: ['discovery'],
    after: ['discovery-types-list', 'discovery-schemas-list'],
  }),
  async ({ http, judge }) => {
    for (const place of ['/ResourceTypes', '/Schemas'] as const) {
      const [whole, filtered] = await Promise.all([
        http.get(place),
        http.get(place, { filter: 'id eq "scimulate-none"' }),
      ]);

      judge.choice('discovery.filter', filtered.status === 403 ? '403' : filtered.status === 200 ? 'ignored' : 'other');
      if (filtered.status === 200) {
        judge.that('7644-4-09', resourcesOf(filtered).length === resourcesOf(whole).length, {
          expected: 'the whole list, or 403',
          observed: `${resourcesOf(filtered).length} of ${resourcesOf(whole).length} elements`,
          answer: [whole, filtered],
        });
      }
      judge.warn('7644-4-10', filtered.status === 403, {
        expected: 'status 403',
        observed: `status ${filtered.status}`,
        answer: filtered,
      });
    }
  },
);

test(
  'answers its discovery lists whole, whatever paging is asked for',
  check('discovery-paging-ignored', {
    judges: ['7644-4-09'],
    needs: ['discovery'],
    after: ['discovery-types-list', 'discovery-schemas-list'],
  }),
  async ({ http, judge }) => {
    for (const place of ['/ResourceTypes', '/Schemas'] as const) {
      const [whole, paged] = await Promise.all([
        http.get(place),
        http.get(place, { startIndex: 2, count: 1, sortBy: 'name', sortOrder: 'descending' }),
      ]);

      if (!judge.status('7644-4-09', paged, 200)) continue;
      judge.that('7644-4-09', resourcesOf(paged).length === resourcesOf(whole).length, {
        expected: `all ${resourcesOf(whole).length} elements`,
        observed: `${resourcesOf(paged).length} elements`,
        answer: [whole, paged],
      });
    }
  },
);

const refusals = [403, 404, 405, 501];

test(
  'lets nobody change its discovery documents',
  check('discovery-read-only', {
    judges: ['7643-5-01', '7643-6-01', '7643-7-02'],
    needs: ['discovery'],
    after: ['discovery-config-object', 'discovery-types-list', 'discovery-schemas-list'],
  }),
  async ({ http, judge }) => {
    const rows = {
      '/ServiceProviderConfig': '7643-5-01',
      '/ResourceTypes': '7643-6-01',
      '/Schemas': '7643-7-02',
    } as const;
    for (const place of places) {
      const before = await http.get(place);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await http.send({ method, path: place, ...(method === 'DELETE' ? {} : { body: before.json }) });

        judge.that(rows[place], answer.status >= 400, {
          expected: `${method} refused with ${refusals.join(', ')}`,
          observed: `status ${answer.status}`,
          answer,
        });
        judge.warn(rows[place], answer.status < 400 || refusals.includes(answer.status), {
          expected: `${method} refused with ${refusals.join(', ')}`,
          observed: `status ${answer.status}`,
          answer,
        });
      }
      const after = await http.get(place);
      const found = differences(before.json, after.json);
      judge.that(rows[place], found.length === 0, {
        expected: 'an unchanged document',
        observed: found.slice(0, 3).join('; '),
        answer: after,
      });
    }
  },
);
