import { type RotatingSteps, rotatingStepsOf } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { comesWith } from '../kit/comes-with.ts';
import { CodeType } from './code.type.ts';

const RotatingStepType = builder.objectRef<RotatingSteps['steps'][number]>('RotatingStep').implement({
  description: 'What the QR code of a code says for 30 seconds.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The text of the QR code: at most 64 characters, signed.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From when it is shown.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'Until when, exclusive: the next one follows.' }),
  }),
});

const RotatingCodeType = builder.objectRef<RotatingSteps>('RotatingCode').implement({
  description:
    'The QR code of a code as it changes every 30 seconds, so that a screenshot is of no use. The till takes each text in its own step, the one before and the one after.',
  fields: (t) => ({
    steps: t.field({
      type: [RotatingStepType],
      description: 'The step of now, and those after it: a page goes on with them while it is offline.',
      resolve: ({ steps }) => steps,
    }),
    serverTime: t.expose('serverTime', {
      type: 'DateTime',
      description: 'The time here, by which steps begin and end: the clock of a phone may be hours away.',
    }),
  }),
});

builder.prismaObjectField(CodeType, 'rotating', (t) =>
  t.field({
    type: RotatingCodeType,
    nullable: true,
    description:
      'What its holder shows as a QR code that changes; null to anybody else, for a code that can not be used any more, and where its card shows no QR code (K3).',
    extensions: comesWith('card'),
    select: { card: { select: { codeType: true } } },
    args: { count: t.arg.int({ defaultValue: 10, description: 'How many steps, 1 to 10.' }) },
    resolve: (code, { count }, { domain }) => rotatingStepsOf(domain, code, count ?? 10),
  }),
);
