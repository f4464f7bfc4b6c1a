import type { TextLimit } from '../format/display-width.ts';

/** How much each text holds (C2; sizes of the contract in bytes, 3 a CJK character), by the server's names. */
export const LIMITS = {
  title: { width: 9 },
  subTitle: { width: 18 },
  brandName: { width: 12 },
  notice: { width: 16 },
  description: { width: 1024 },
  servicePhone: { bytes: 24 },
  source: { bytes: 36 },
  externalId: { bytes: 64 },
  dealDetail: { bytes: 3072 },
  gift: { bytes: 3072 },
  defaultDetail: { bytes: 3072 },
  abstractText: { width: 24 },
  category: { bytes: 512 },
  detailText: { bytes: 512 },
  link: { bytes: 128 },
  centerTitle: { bytes: 18 },
  centerSubTitle: { bytes: 24 },
  entryTitle: { bytes: 15 },
  entrySubTitle: { bytes: 18 },
} as const satisfies Record<string, TextLimit>;
