import {
  BinaryBitmap,
  Code128Reader,
  HybridBinarizer,
  QRCodeReader,
  type Reader,
  RGBLuminanceSource,
} from '@zxing/library';

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

/** As the eye weighs red, green and blue, in parts of 256. */
const WEIGHTS = [77, 150, 29] as const;

function greyOf({ data, width, height }: Pixels): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]];
    grey[at] = (red * WEIGHTS[0] + green * WEIGHTS[1] + blue * WEIGHTS[2]) >> 8;
  }
  return grey;
}

/** What a QR code or a Code 128 in the picture says; null: none is seen. Comes where the browser has no reader itself. */
export function decodePixels(pixels: Pixels): string | null {
  const source = new RGBLuminanceSource(greyOf(pixels), pixels.width, pixels.height);
  const picture = new BinaryBitmap(new HybridBinarizer(source));
  return textBy(new QRCodeReader(), picture) ?? textBy(new Code128Reader(), picture);
}

function textBy(reader: Reader, picture: BinaryBitmap): string | null {
  try {
    return reader.decode(picture).getText();
  } catch {
    return null; // The library throws where it finds nothing.
  }
}
