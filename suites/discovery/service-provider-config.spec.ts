import { brief, check, test } from '#check';
import { isObject, urns } from '#scim';

test(
  'answers ServiceProviderConfig with one object of its own schema',
  check('discovery-config-object', { judges: ['7644-4-02', '7644-3.2-12'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    if (!judge.status('7644-3.2-12', answer, 200)) return;
    const { schemas, Resources } = answer.json;
    judge.that(
      '7644-4-02',
      Resources === undefined && Array.isArray(schemas) && schemas.includes(urns.serviceProviderConfig),
      {
        expected: `an object with schemas ${urns.serviceProviderConfig}`,
        observed: Resources === undefined ? `schemas ${brief(schemas)}` : 'a list',
        answer,
      },
    );
  },
);

const features = {
  patch: { object: '7643-5-04', supported: '7643-5-05' },
  bulk: { object: '7643-5-06', supported: '7643-5-07' },
  filter: { object: '7643-5-10', supported: '7643-5-11' },
  changePassword: { object: '7643-5-13', supported: '7643-5-14' },
  sort: { object: '7643-5-15', supported: '7643-5-16' },
  etag: { object: '7643-5-17', supported: '7643-5-18' },
} as const;

test(
  'says of every optional feature whether it is supported',
  check('discovery-config-features', {
    judges: [
      '7643-5-04',
      '7643-5-05',
      '7643-5-06',
      '7643-5-07',
      '7643-5-10',
      '7643-5-11',
      '7643-5-13',
      '7643-5-14',
      '7643-5-15',
      '7643-5-16',
      '7643-5-17',
      '7643-5-18',
      '7644-4-03',
    ],
    after: ['discovery-config-object'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    const missing = [...Object.keys(features), 'authenticationSchemes'].filter(
      (name) => answer.json[name] === undefined,
    );
    judge.that('7644-4-03', missing.length === 0, {
      expected: 'every attribute that a ServiceProviderConfig must have',
      observed: `no ${missing.join(', ')}`,
      answer,
    });
    for (const [name, { object, supported }] of Object.entries(features)) {
      const feature = answer.json[name];
      if (!judge.that(object, isObject(feature), { expected: `an object "${name}"`, observed: brief(feature), answer }))
        continue;
      const flag = isObject(feature) ? feature.supported : undefined;
      judge.that(supported, typeof flag === 'boolean', {
        expected: `${name}.supported as a boolean`,
        observed: brief(flag),
        answer,
      });
    }
  },
);

const limits = [
  ['7643-5-08', 'bulk', 'maxOperations'],
  ['7643-5-09', 'bulk', 'maxPayloadSize'],
  ['7643-5-12', 'filter', 'maxResults'],
] as const;

test(
  'gives its limits as integers',
  check('discovery-config-limits', {
    judges: ['7643-5-08', '7643-5-09', '7643-5-12'],
    after: ['discovery-config-features'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    for (const [requirement, feature, limit] of limits) {
      const part = answer.json[feature];
      const value = isObject(part) ? part[limit] : undefined;
      judge.that(requirement, typeof value === 'number' && Number.isInteger(value) && value >= 0, {
        expected: `${feature}.${limit} as an integer of at least 0`,
        observed: brief(value),
        answer,
      });
    }
  },
);

test(
  'names its authentication schemes with type, name and description',
  check('discovery-config-authentication', {
    judges: ['7643-5-20', '7643-5-21', '7643-5-22', '7643-5-23'],
    after: ['discovery-config-object'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    const { authenticationSchemes } = answer.json;
    const schemes = Array.isArray(authenticationSchemes) ? authenticationSchemes : [];
    judge.that('7643-5-20', schemes.length > 0, {
      expected: 'authenticationSchemes with at least one element',
      observed: brief(authenticationSchemes),
      answer,
    });
    for (const scheme of schemes.map((each) => (isObject(each) ? each : {}))) {
      const text = (name: string) => typeof scheme[name] === 'string' && scheme[name] !== '';
      judge.that('7643-5-21', text('type'), { expected: 'a scheme with type', observed: brief(scheme), answer });
      judge.that('7643-5-22', text('name'), { expected: 'a scheme with name', observed: brief(scheme), answer });
      judge.that('7643-5-23', text('description'), {
        expected: 'a scheme with description',
        observed: brief(scheme),
        answer,
      });
    }
  },
);

test(
  'uses only the authentication types that the RFC lists',
  check('discovery-config-authentication-types', { judges: ['7643-5-21'], after: ['discovery-config-authentication'] }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    const listed = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'];
    const { authenticationSchemes } = answer.json;
    for (const scheme of Array.isArray(authenticationSchemes) ? authenticationSchemes.filter(isObject) : []) {
      if (typeof scheme.type !== 'string') continue;
      judge.warn('7643-5-21', listed.includes(scheme.type), {
        expected: `one of ${listed.join(', ')}`,
        observed: scheme.type,
        answer,
      });
    }
  },
);

test(
  'announces paging as RFC 9865 writes it, if at all',
  check('discovery-config-pagination', {
    judges: ['9865-4-03', '9865-4-04', '9865-4-05', '9865-4-06', '9865-4-07', '9865-4-08'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    const { pagination } = answer.json;
    if (pagination === undefined) return;
    const announced = isObject(pagination) ? pagination : {};
    const { cursor, index, defaultPaginationMethod, defaultPageSize, maxPageSize, cursorTimeout } = announced;
    judge.that('9865-4-03', typeof cursor === 'boolean', {
      expected: 'pagination.cursor as a boolean',
      observed: brief(cursor),
      answer,
    });
    judge.that('9865-4-04', typeof index === 'boolean', {
      expected: 'pagination.index as a boolean',
      observed: brief(index),
      answer,
    });
    judge.that(
      '9865-4-05',
      defaultPaginationMethod === undefined ||
        defaultPaginationMethod === 'cursor' ||
        defaultPaginationMethod === 'index',
      {
        expected: 'defaultPaginationMethod as "cursor" or "index"',
        observed: brief(defaultPaginationMethod),
        answer,
      },
    );
    for (const [requirement, name, value] of [
      ['9865-4-06', 'defaultPageSize', defaultPageSize],
      ['9865-4-07', 'maxPageSize', maxPageSize],
      ['9865-4-08', 'cursorTimeout', cursorTimeout],
    ] as const) {
      judge.that(
        requirement,
        value === undefined || (typeof value === 'number' && Number.isInteger(value) && value > 0),
        {
          expected: `${name} as a positive integer`,
          observed: brief(value),
          answer,
        },
      );
    }
  },
);

test(
  'shows ServiceProviderConfig to whoever has no credential yet',
  check('discovery-config-anonymous', {
    judges: ['7643-5-19'],
    needs: ['credential'],
    after: ['discovery-config-object'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig', {}, { Authorization: undefined });

    judge.choice('discovery.anonymous.config', answer.status === 200 ? 'yes' : 'no');
    judge.warn('7643-5-19', answer.status === 200, {
      expected: 'status 200 without a credential',
      observed: `status ${answer.status}`,
      answer,
    });
  },
);

test(
  'links to documentation by http URLs',
  check('discovery-config-links', {
    judges: ['7643-5-03', '7643-5-24', '7643-5-25'],
    after: ['discovery-config-object'],
  }),
  async ({ http, judge }) => {
    const answer = await http.get('/ServiceProviderConfig');

    const isLink = (value: unknown) =>
      value === undefined ||
      value === null ||
      (typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value));
    const { documentationUri, authenticationSchemes } = answer.json;
    judge.that('7643-5-03', isLink(documentationUri), {
      expected: 'documentationUri as a URL',
      observed: brief(documentationUri),
      answer,
    });
    for (const scheme of Array.isArray(authenticationSchemes) ? authenticationSchemes.filter(isObject) : []) {
      judge.that('7643-5-24', isLink(scheme.specUri), {
        expected: 'specUri as a URL',
        observed: brief(scheme.specUri),
        answer,
      });
      judge.that('7643-5-25', isLink(scheme.documentationUri), {
        expected: 'documentationUri as a URL',
        observed: brief(scheme.documentationUri),
        answer,
      });
    }
  },
);
