import { dayOf } from '../../domain/kit/time.ts';
import { articleHtmlOf, imageNameOf, placementUrl, shownCardsOf } from '../../domain/placements/index.ts';
import { builder } from '../builder.ts';
import { enumType } from '../kit/enum.ts';
import { PlacementType } from './placement.type.ts';

const ImageFormatEnum = enumType('PlacementImageFormat', 'How the image of a QR code is written.', {
  SVG: 'Lines that stay sharp in print.',
  PNG: 'Pixels without loss.',
  JPEG: 'Pixels, as WeChat gave them.',
});

const IMAGE_FORMATS = ['SVG', 'PNG', 'JPEG'] as const;
const EXTENSIONS = { SVG: 'svg', PNG: 'png', JPEG: 'jpg' } as const;
type ImageFormat = keyof typeof EXTENSIONS;

const ImageType = builder
  .objectRef<{ format: ImageFormat; url: string; fileName: string }>('PlacementImage')
  .implement({
    description: 'The QR code of a placement as an image.',
    fields: (t) => ({
      format: t.expose('format', { type: ImageFormatEnum, description: 'How it is written.' }),
      url: t.exposeString('url', {
        description:
          'Address that downloads it under its name, by GET; `size=258|344|430|860|1280` gives its edge in pixels.',
      }),
      fileName: t.exposeString('fileName', { description: 'Its name, "title_kind_date" (L6).' }),
    }),
  });

/** Where a placement leads, and what is put up or pasted to lead there. */
builder.prismaObjectFields(PlacementType, (t) => ({
  url: t.string({
    description: 'Address of its page: what its QR code says, and where links lead.',
    select: { token: true },
    resolve: ({ token }, _args, { domain }) => placementUrl(domain.publicUrl, token),
  }),
  printUrl: t.string({
    description: 'Address of the sheet to print and put up: QR code, coupon and how to get it.',
    select: { token: true },
    resolve: ({ token }, _args, { domain }) => placementUrl(domain.publicUrl, token, '/print'),
  }),
  pageId: t.exposeInt('pageId', { description: 'The integer that the Weixin door knows it by (`page_id`).' }),
  qrImages: t.field({
    type: [ImageType],
    description: 'Its QR code as SVG, PNG and JPEG. File names are in the language of the request.',
    select: {
      token: true,
      name: true,
      createdAt: true,
      cards: {
        select: {
          position: true,
          card: {
            select: { id: true, status: true, title: true, kind: true, merchant: { select: { timeZone: true } } },
          },
        },
      },
    },
    resolve: (placement, _args, { domain, language }) => {
      const cards = shownCardsOf(placement.cards).map(({ card }) => card);
      const date = dayOf(placement.createdAt, placement.cards[0]?.card.merchant.timeZone ?? 'UTC');
      const named = { name: placement.name, cards, date, language };
      return IMAGE_FORMATS.map((format) => {
        const extension = EXTENSIONS[format];
        const query = new URLSearchParams({ download: '1', lang: language });
        return {
          format,
          url: placementUrl(domain.publicUrl, placement.token, `/qr.${extension}?${query}`),
          fileName: imageNameOf({ ...named, extension }),
        };
      });
    },
  }),
}));

/** What is pasted elsewhere to lead there. */
builder.prismaObjectFields(PlacementType, (t) => ({
  articleHtml: t.string({
    description: 'HTML to paste into an article: its cards, linked to its page, without styles or scripts of its own.',
    select: {
      token: true,
      cards: {
        select: {
          position: true,
          card: { select: { id: true, status: true, title: true, brandName: true, logoUrl: true } },
        },
      },
    },
    resolve: (placement, _args, { domain, language }) =>
      articleHtmlOf({
        url: placementUrl(domain.publicUrl, placement.token),
        cards: shownCardsOf(placement.cards).map(({ card }) => card),
        language,
      }),
  }),
}));
