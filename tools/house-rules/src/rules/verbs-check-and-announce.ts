import ts from 'typescript';
import { isVerb } from '../paths.ts';
import { calledName, nodesOf, type Finding, type Rule } from '../rule.ts';

const OPENS = /^(inTransaction|\$transaction|once)$/;
const CHECKS = /^(assert|require)May[A-Z]?/;
const ANNOUNCES = /^announce(All)?$/;
const excuse = (what: string): RegExp => new RegExp(`// house: no ${what}, because \\S+`);

/** A write that anyone may do, or that nobody hears of, is a hole: each exception says why it is none. */
export const verbsCheckAndAnnounce: Rule = {
  name: 'verbs-check-and-announce',
  appliesTo: isVerb,
  check({ source }) {
    const calls = nodesOf(source, ts.isCallExpression);
    const opening = calls.find((call) => OPENS.test(calledName(call)));
    if (!opening) return [];
    const names = calls.map(calledName);
    const findings: Finding[] = [];
    if (!names.some((name) => CHECKS.test(name)) && !excuse('access check').test(source.text)) {
      const message =
        'opens a transaction and calls no assertMay…/requireMay… (or: // house: no access check, because …)';
      findings.push({ node: opening, message });
    }
    if (!names.some((name) => ANNOUNCES.test(name)) && !excuse('event').test(source.text)) {
      findings.push({
        node: opening,
        message: 'opens a transaction and announces nothing (or: // house: no event, because …)',
      });
    }
    return findings;
  },
};
