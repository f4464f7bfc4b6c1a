import { describe, expect, it } from 'vitest';
import { fieldPathOf } from './field-path.ts';

const draft = {
  kind: 'CASH',
  timeLimits: [
    { days: ['MONDAY', 'TUESDAY'], begin: '11:00', end: '14:00' },
    { days: ['SUNDAY'], begin: '', end: '' },
  ],
} as const;

describe('a field that the server names', () => {
  it.each([
    [['title'], 'title'],
    [['validity', 'termDays'], 'validity.termDays'],
    [['validity'], 'validity.type'],
    [['textImages', '1', 'text'], 'textImages.1.text'],
    [['storeIds', '3'], 'storeIds'],
    [['poiIds'], 'storeIds'],
    [['abstract', 'iconUrls', '0'], 'abstract.iconUrls'],
    [['businessServices', '0'], 'businessServices'],
    [['benefit'], 'reduceCostFen'],
    [['timeLimits', '1', 'day'], 'timeLimits.0.days'],
    [['timeLimits', '2', 'beginHour'], 'timeLimits.1.begin'],
    [['timeLimits', '0', 'endMinute'], 'timeLimits.0.end'],
    [['timeLimits', '9', 'day'], 'timeLimits'],
    [[], null],
  ])('%j is shown at %s', (field, path) => {
    expect(fieldPathOf(field, draft)).toBe(path);
  });
});
