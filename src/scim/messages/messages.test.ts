import { expect, test } from '@playwright/test';
import { ScimError, scimError, scimTypes, statusError } from '../scim-error.ts';
import { urns } from '../urns.ts';
import { errorBody } from './error-body.ts';
import { listResponse } from './list-response.ts';
import { isMissing, messageMembers, requireMessageUrn } from './message-members.ts';

test('an error tells its keyword, its status as a string, and what to do', () => {
  expect(errorBody(scimError('noTarget', 'a remove must have a "path"'))).toEqual({
    schemas: [urns.error],
    scimType: 'noTarget',
    detail: 'a remove must have a "path"',
    status: '400',
  });
  expect(errorBody(statusError(404, 'there is no such user'))).toEqual({
    schemas: [urns.error],
    detail: 'there is no such user',
    status: '404',
  });
});

test('a keyword decides the status', () => {
  expect(scimError('uniqueness', 'x').status).toBe(409);
  expect(scimError('sensitive', 'x').status).toBe(403);
  expect(Object.keys(scimTypes)).toContain('invalidCursor');
  expect(new ScimError(400, undefined, 'x')).toMatchObject({ name: 'ScimError', position: {} });
});

test('a page tells its own size, the number of all matches, and where it stands', () => {
  expect(listResponse({ resources: [{ id: 'a' }], totalResults: 7, startIndex: 3 })).toEqual({
    schemas: [urns.listResponse],
    totalResults: 7,
    startIndex: 3,
    itemsPerPage: 1,
    Resources: [{ id: 'a' }],
  });
  expect(listResponse({ resources: [], totalResults: 0, nextCursor: 'n', previousCursor: 'p' })).toEqual({
    schemas: [urns.listResponse],
    totalResults: 0,
    itemsPerPage: 0,
    nextCursor: 'n',
    previousCursor: 'p',
    Resources: [],
  });
});

test('members of a message are found in any letter case, once', () => {
  expect(messageMembers({ COUNT: 1, other: 2, startIndex: null }, ['count', 'startIndex'], 'a search')).toEqual({
    count: 1,
    startIndex: null,
  });
  const twice = { count: 1, Count: 2 };
  expect(() => messageMembers(twice, ['count'], 'a search')).toThrow(
    'a search has "count" twice, in different spellings',
  );
  expect(() => messageMembers([], ['count'], 'a search')).toThrow('a search must be a JSON object, not a list');
  expect(messageMembers(JSON.parse('{"__proto__":{"count":1}}'), ['count'], 'a search')).toEqual({});
});

test('a message names itself in its schemas, among others and in any letter case', () => {
  requireMessageUrn(['urn:x', urns.patchOp.toUpperCase()], urns.patchOp, 'a PATCH');
  for (const schemas of [undefined, null, [], [1], urns.patchOp, [urns.bulkRequest]]) {
    expect(() => requireMessageUrn(schemas, urns.patchOp, 'a PATCH')).toThrow(
      `the "schemas" of a PATCH must have "${urns.patchOp}"`,
    );
  }
});

test('null is as good as missing', () => {
  expect([isMissing(undefined), isMissing(null), isMissing(false), isMissing('')]).toEqual([true, true, false, false]);
});
