import { describe, expect, it } from 'vitest';
import { staleCaches, type Way, wayOf } from './shell.ts';

const ORIGIN = 'https://kaquan.example';
const shell = { version: 'b', files: ['/console/', '/console/assets/index-1.js'] };

describe('the worker of the console', () => {
  it.each<[string, string, string, Way]>([
    ['GET', 'navigate', '/console/redeem', 'page'],
    ['GET', 'navigate', '/console/', 'page'],
    ['GET', 'cors', '/console/assets/index-1.js', 'file'],
    ['GET', 'cors', '/console/assets/index-0.js', 'network'],
    ['GET', 'cors', '/console/', 'network'],
    ['POST', 'cors', '/graphql', 'network'],
    ['GET', 'cors', '/session', 'network'],
    ['GET', 'navigate', '/session/one-time', 'network'],
    ['GET', 'navigate', '/demo/', 'network'],
  ])('answers %s (%s) %s by way of %s', (method, mode, path, way) => {
    expect(wayOf({ method, mode, url: ORIGIN + path }, ORIGIN, shell)).toBe(way);
  });
  it('leaves the files of other origins alone', () => {
    const url = 'https://elsewhere.example/console/assets/index-1.js';
    expect(wayOf({ method: 'GET', mode: 'cors', url }, ORIGIN, shell)).toBe('network');
  });
  it('throws away what builds before have kept, and nothing else', () => {
    expect(staleCaches(['kaquan-console-a', 'kaquan-console-b', 'other'], shell)).toEqual(['kaquan-console-a']);
  });
});
