import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import encodeQr from 'qr';

const [WIDTH, HEIGHT] = [640, 480];
const LIGHT = 235;
const DARK = 16;
const NO_COLOR = 128;

/** Arguments for a Chromium whose camera looks at this QR code, and which lets every page look. */
export async function cameraArgs(folder: string, text: string): Promise<string[]> {
  const file = join(folder, 'camera.y4m');
  await writeFile(file, filmOf(encodeQr(text, 'raw', { border: 4 })));
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** Two frames of the modules, as YUV4MPEG2. */
function filmOf(modules: readonly (readonly boolean[])[]): Buffer {
  const scale = Math.floor(HEIGHT / modules.length);
  const left = Math.floor((WIDTH - modules.length * scale) / 2);
  const light = Buffer.alloc(WIDTH * HEIGHT, LIGHT);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = left; x < WIDTH; x += 1)
      if (modules[Math.floor(y / scale)]?.[Math.floor((x - left) / scale)] === true) light[y * WIDTH + x] = DARK;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOR)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
