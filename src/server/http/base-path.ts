/** What follows the base path, without slashes at its ends; undefined if the path is not below it. */
export function pathBelow(basePath: string, path: string): string | undefined {
  if (path === basePath) return '';
  if (!path.startsWith(`${basePath}/`)) return undefined;
  // One slash at the end is taken; a doubled one stays, and leads nowhere (D45).
  const below = path.slice(basePath.length + 1);
  return below.endsWith('/') && below !== '/' ? below.slice(0, -1) : below;
}

const version = /^\/v\d+(?:\.\d+)*(?=\/|$)/;

/**
 * The protocol version that a path asks for in the place where the base path has its own, if it is another one:
 * `v9` of `/scim/v9/Users` beside `/scim/v2`. @see RFC 7644 §3.13
 */
export function otherVersionIn(basePath: string, path: string): string | undefined {
  const at = basePath.lastIndexOf('/');
  const own = basePath.slice(at);
  if (at < 0 || version.exec(own)?.[0] !== own || !path.startsWith(basePath.slice(0, at))) return undefined;
  const asked = version.exec(path.slice(at))?.[0];
  return asked === undefined || asked === own ? undefined : asked.slice(1);
}

/** Whether a request is for somebody else at the same address: a request target that is no path is not. */
export function isElsewhere(basePath: string, path: string): boolean {
  return (
    path.startsWith('/') && pathBelow(basePath, path) === undefined && otherVersionIn(basePath, path) === undefined
  );
}
