import { parse, type Rule } from '../src/rule.ts';

/** How many findings a rule has for a text at a path; none when the rule does not look there. */
export const findingsIn = (rule: Rule, path: string, text: string): number =>
  rule.appliesTo(path) ? rule.check(parse(path, text)).length : 0;
