const TEST = /\.test\.tsx?$|^packages\/[^/]+\/(test|e2e|soak|bench|scripts)\/|\.config\.[mc]?[jt]s$/;

/** Product code of a package: neither test nor script nor settings of a tool. */
export const isProduct = (path: string): boolean => /^packages\/[^/]+\/src\//.test(path) && !TEST.test(path);

export const isDomain = (path: string): boolean => isProduct(path) && path.startsWith('packages/server/src/domain/');

export const isDomainKit = (path: string): boolean => isDomain(path) && path.includes('/domain/kit/');

/** `<room>/<verb>-<noun>.ts`: one write of a room. */
export const isVerb = (path: string): boolean =>
  isDomain(path) && !isDomainKit(path) && /\/domain\/[^/]+\/[a-z0-9]+(-[a-z0-9]+)+\.ts$/.test(path);
