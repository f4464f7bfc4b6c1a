import { inBothLanguages } from '../language/language.tsx';

export const positionTexts = inBothLanguages(
  {
    paste: '粘贴坐标或地图链接',
    pasteHint: '例如 31.2289,121.4551，或腾讯、高德、百度地图中带坐标的链接。',
    read: (north: number, east: number) => `已识别：北纬 ${north}，东经 ${east}。`,
    orders: {
      latitudeFirst: '前一个数是纬度。',
      longitudeFirst: '前一个数是经度。',
      named: '按名称识别。',
    },
    converted: (grid: string) => `已由 ${grid} 换算为 GCJ-02。`,
    none: '没有识别出坐标。短链接请先在浏览器打开，再复制地址栏中的链接。',
    own: '使用我的位置',
    asking: '正在定位…',
    found: (metres: number) => `已填入，精度约 ${metres} 米，已由 WGS-84 换算为 GCJ-02。`,
    denied: '浏览器不允许读取位置。',
    failed: '定位失败，请重试或手动填写。',
    warnings: {
      swapped: '两个数可能填反了：互换后才在中国境内。',
      outside: '这个位置不在中国境内，请核对。',
    },
    swap: '互换',
  },
  {
    paste: 'Paste degrees or a link of a map',
    pasteHint: 'Such as 31.2289,121.4551, or a link of Tencent, AMap or Baidu maps that holds degrees.',
    read: (north: number, east: number) => `Read: ${north} north, ${east} east.`,
    orders: {
      latitudeFirst: 'The first number is the latitude.',
      longitudeFirst: 'The first number is the longitude.',
      named: 'The text names them.',
    },
    converted: (grid: string) => `Converted from ${grid} to GCJ-02.`,
    none: 'No degrees in it. Open a short link in a browser and copy the address that it leads to.',
    own: 'Use my position',
    asking: 'Looking…',
    found: (metres: number) => `Filled in, good to about ${metres} m, converted from WGS-84 to GCJ-02.`,
    denied: 'The browser may not tell the position.',
    failed: 'No position was found. Try again, or write it.',
    warnings: {
      swapped: 'The two numbers may be turned round: the other way it lies in China.',
      outside: 'This is not in China. Look again.',
    },
    swap: 'Turn them round',
  },
);
