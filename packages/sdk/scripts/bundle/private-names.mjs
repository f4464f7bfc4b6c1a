// Names of members that nobody but us reads, so that a script tag may load them as one letter.
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** What pages, servers and back ends of merchants, and urql, know the names in. */
const KNOWN =
  /^(types|code-types|holding-types|core\/(errors|attempts)|generated\/.*|texts\/texts|entries\/.*|transport\/wonka)\.ts$/;
/** In a JWT. */
const IN_TOKENS = ['iat', 'exp'];

const MEMBER = /^(TSPropertySignature|TSMethodSignature|PropertyDefinition|MethodDefinition)$/;
const TEXT = /^(Literal|TemplateElement)$/;

/** What events tell is made in the elements, and its names stand in their comments alone. */
const DETAIL = /Detail:\s[\s*]*`\{([^}]*)\}/g;

const wordsIn = (text) => text.match(/[\w$]+/g) ?? [];
const toldIn = (code) => [...code.matchAll(DETAIL)].flatMap(([, names]) => wordsIn(names));

/** The node, and all below it. */
function nodesOf(node) {
  if (node === null || typeof node !== 'object') return [];
  const below = Object.values(node).flatMap(nodesOf);
  return typeof node.type === 'string' ? [node, ...below] : below;
}

/** Of a file that others know, every name; of an element, what is not private; and the words of every text. */
function isKnown(path, { type, accessibility }) {
  if (TEXT.test(type) || KNOWN.test(path)) return TEXT.test(type) || type === 'Identifier';
  return path.endsWith('.element.ts') && MEMBER.test(type) && accessibility !== 'private';
}

const wordsOf = ({ key, name, value }) => wordsIn(key?.name ?? name ?? value?.raw ?? String(value));

function namesIn(path, code) {
  const nodes = nodesOf(parseSync(path, code).program);
  return {
    members: nodes.filter(({ type }) => MEMBER.test(type)).flatMap(wordsOf),
    known: [...nodes.filter((node) => isKnown(path, node)).flatMap(wordsOf), ...toldIn(code)],
  };
}

/**
 * What our types and classes declare, without what anybody else knows: the names of the API, of events, of GraphQL, of
 * urql, and every word that stands in a text of ours. Names of engines are left alone by the minifier.
 */
export function privateNames(root) {
  const read = (path) => readFileSync(`${root}/${path}`, 'utf8');
  const paths = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|^server\//.test(path));
  const ours = paths.map((path) => namesIn(path, read(`src/${path}`)));
  const urql = ['urql-core.mjs', 'urql-core-chunk.mjs'].map((name) => read(`node_modules/@urql/core/dist/${name}`));
  const known = new Set([...IN_TOKENS, ...ours.flatMap(({ known: names }) => names), ...urql.flatMap(wordsIn)]);
  return [...new Set(ours.flatMap(({ members }) => members))].filter((name) => !known.has(name));
}
