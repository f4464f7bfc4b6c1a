import type { ReactNode } from 'react';
import type { ReviewedFace } from '../../generated/console.ts';
import { priceText } from '../format/money.ts';
import { inBothLanguages, useTexts } from '../language/language.tsx';

const texts = inBothLanguages(
  {
    fields: {
      title: '卡券标题',
      subTitle: '副标题',
      logoUrl: '商户 Logo',
      color: '卡券颜色',
      notice: '操作提示',
      description: '使用须知',
      source: '第三方来源',
      abstract: '封面',
      textImages: '图文详情',
      'useCondition.acceptCategory': '仅限商品',
      'useCondition.rejectCategory': '不适用商品',
      'useCondition.objectUseFor': '购买何物可用',
      'useCondition.leastCostFen': '最低消费',
      'useCondition.canUseWithOtherDiscount': '与其他优惠同享',
      'benefit.detail': '影片介绍',
      'benefit.memberPercentOff': '会员折扣',
      'benefit.showsBonus': '显示积分',
      'benefit.showsBalance': '显示余额',
    },
    yes: '是',
    no: '否',
    nothing: '（空）',
  },
  {
    fields: {
      title: 'Title',
      subTitle: 'Subtitle',
      logoUrl: 'Logo',
      color: 'Colour',
      notice: 'Notice for the till',
      description: 'Instructions',
      source: 'Offered by',
      abstract: 'Cover',
      textImages: 'Text and images',
      'useCondition.acceptCategory': 'Only for',
      'useCondition.rejectCategory': 'Not for',
      'useCondition.objectUseFor': 'When buying',
      'useCondition.leastCostFen': 'Least order',
      'useCondition.canUseWithOtherDiscount': 'Together with other offers',
      'benefit.detail': 'About the film',
      'benefit.memberPercentOff': 'Members’ discount',
      'benefit.showsBonus': 'Shows bonus',
      'benefit.showsBalance': 'Shows a balance',
    },
    yes: 'yes',
    no: 'no',
    nothing: '(nothing)',
  },
);

type Words = (typeof texts)['en'];

/** A value as it can be shown beside another one. */
export type ShownValue = { text: string; imageUrls: readonly string[] };

const shown = (text: string | null, imageUrls: readonly string[] = []): ShownValue => ({ text: text ?? '', imageUrls });

type Reader = (face: ReviewedFace, words: Words) => ShownValue;

const yesNo = (value: boolean, words: Words): ShownValue => shown(value ? words.yes : words.no);

/** The fields that a review is about, as a face has them. */
const READERS: Readonly<Record<string, Reader>> = {
  title: ({ title }) => shown(title),
  subTitle: ({ subTitle }) => shown(subTitle),
  logoUrl: ({ logoUrl }) => shown('', [logoUrl]),
  color: ({ color }) => shown(`${color.name} ${color.hex}`),
  notice: ({ notice }) => shown(notice),
  description: ({ description }) => shown(description),
  source: ({ source }) => shown(source),
  abstract: ({ abstract }) => shown(abstract.text, abstract.iconUrl === null ? [] : [abstract.iconUrl]),
  textImages: ({ textImages }) =>
    shown(
      textImages.map(({ text }) => text).join(' / '),
      textImages.map(({ imageUrl }) => imageUrl),
    ),
  'useCondition.acceptCategory': ({ useCondition }) => shown(useCondition.acceptCategory),
  'useCondition.rejectCategory': ({ useCondition }) => shown(useCondition.rejectCategory),
  'useCondition.objectUseFor': ({ useCondition }) => shown(useCondition.objectUseFor),
  'useCondition.leastCostFen': ({ useCondition: { leastCostFen } }) =>
    shown(leastCostFen === null ? '' : priceText(leastCostFen)),
  'useCondition.canUseWithOtherDiscount': ({ useCondition }, words) =>
    yesNo(useCondition.canUseWithOtherDiscount, words),
  'benefit.detail': ({ benefit }) => shown(benefit.__typename === 'MovieTicketBenefit' ? benefit.detail : ''),
  'benefit.memberPercentOff': ({ benefit }) =>
    shown(
      benefit.__typename === 'MemberCardBenefit' && benefit.memberPercentOff !== null
        ? `${benefit.memberPercentOff} %`
        : '',
    ),
  'benefit.showsBonus': ({ benefit }, words) =>
    yesNo(benefit.__typename === 'MemberCardBenefit' && benefit.showsBonus, words),
  'benefit.showsBalance': ({ benefit }, words) =>
    yesNo(benefit.__typename === 'MemberCardBenefit' && benefit.showsBalance, words),
};

/** Where the server names a field as a leaf of a group that is shown as one. */
const readerOf = (field: string): Reader | undefined => READERS[field] ?? READERS[field.split('.')[0] ?? ''];

export function useFieldWords(): {
  labelOf: (field: string) => string;
  valueOf: (field: string, face: ReviewedFace) => ShownValue | null;
  nothing: string;
} {
  const words = useTexts(texts);
  const labels: Readonly<Record<string, string>> = words.fields;
  return {
    labelOf: (field) => labels[field] ?? labels[field.split('.')[0] ?? ''] ?? field,
    valueOf: (field, face) => readerOf(field)?.(face, words) ?? null,
    nothing: words.nothing,
  };
}

/** A value of a field: images small, texts as they are. */
export function FieldValue({ value }: { value: ShownValue }): ReactNode {
  const words = useTexts(texts);
  if (value.text === '' && value.imageUrls.length === 0) return <span className="hint">{words.nothing}</span>;
  return (
    <>
      {value.imageUrls.map((url, index) => (
        <img key={`${index}-${url}`} className="value-image" src={url} alt="" />
      ))}
      {value.text}
    </>
  );
}
