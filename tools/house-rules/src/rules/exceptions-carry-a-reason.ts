import type { Finding, Rule } from '../rule.ts';

const EXCEPTION = /(\/\/|\/\*)\s*((oxlint|eslint)-disable|@ts-(expect-error|ignore|nocheck))/;
const REASON_BESIDE = /(--|because|:)\s+\S+/;
const OPEN_TASK = /\b(TODO|FIXME|XXX)\b/;
const COMMENT = /^\s*(\/\/|\/?\*)|\s\/\//;

const explains = (line: string | undefined): boolean =>
  line !== undefined && /^\s*(\/\/|\*|\/\*)/.test(line) && !EXCEPTION.test(line);

/** An exception without a reason is copied by the next reader; a task without an issue is forgotten. */
export const exceptionsCarryAReason: Rule = {
  name: 'exceptions-carry-a-reason',
  appliesTo: (path) => !path.startsWith('tools/house-rules/'),
  check({ source }) {
    const lines = source.text.split('\n');
    return lines.flatMap((line, index): Finding[] => {
      const isException = EXCEPTION.test(line) && !REASON_BESIDE.test(line) && !explains(lines[index - 1]);
      const isTask = COMMENT.test(line) && OPEN_TASK.test(line) && !/TODO\(#\d+\)/.test(line);
      return [
        ...(isException ? [{ message: `line ${index + 1}: an exception gives its reason on the line above` }] : []),
        ...(isTask ? [{ message: `line ${index + 1}: an open task names its issue, TODO(#123)` }] : []),
      ];
    });
  },
};
