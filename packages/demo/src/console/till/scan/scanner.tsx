import { type ReactNode, useEffect, useRef, useState } from 'react';
import { inBothLanguages, useTexts } from '../../language/language.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Camera, CameraFault } from './camera.ts';
import { useCamera } from './use-camera.ts';

const scanTexts = inBothLanguages(
  {
    title: '扫码',
    aim: '将二维码或条形码放入框内',
    opening: '正在打开摄像头…',
    type: '手动输入',
    light: '补光灯',
    turn: '切换摄像头',
    faults: {
      refused: '摄像头权限被拒绝。请在浏览器的网站设置中允许使用摄像头，或手动输入券码。',
      none: '没有找到摄像头，请手动输入券码。',
      busy: '摄像头正被其他应用占用。请关闭该应用后再试，或手动输入券码。',
      failed: '无法使用摄像头，请手动输入券码。',
    },
  },
  {
    title: 'Scan',
    aim: 'Hold a QR code or bar code into the frame',
    opening: 'Opening the camera…',
    type: 'Type instead',
    light: 'Light',
    turn: 'Other camera',
    faults: {
      refused: 'The camera was refused. Allow it in the site settings of the browser, or type the number.',
      none: 'No camera was found; type the number.',
      busy: 'Another app is using the camera. Close it and try again, or type the number.',
      failed: 'The camera can not be used; type the number.',
    },
  },
);

type ScannerProps = { onFound: (value: string) => void; onClose: () => void };

/** The camera over the whole page, with what a thumb needs at the bottom. */
export function Scanner({ onFound, onClose }: ScannerProps): ReactNode {
  const texts = useTexts(scanTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const { video, camera, fault, choose } = useCamera(onFound);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="scanner" aria-label={texts.title} onClose={onClose}>
      {fault === null ? (
        <div className="scanner-view">
          <video ref={video} muted playsInline aria-label={texts.title} />
          <span className="scanner-frame" aria-hidden="true" />
        </div>
      ) : (
        <Refused fault={fault} />
      )}
      <div className="scanner-foot">
        {fault === null && <p role="status">{camera === null ? texts.opening : texts.aim}</p>}
        {camera && fault === null && <Choices key={camera.id} camera={camera} onChoose={choose} />}
        <button type="button" className="button is-big is-wide" onClick={() => dialog.current?.close()}>
          {texts.type}
        </button>
      </div>
    </dialog>
  );
}

function Refused({ fault }: { fault: CameraFault }): ReactNode {
  const texts = useTexts(scanTexts);
  return (
    <div className="scanner-fault" role="alert">
      <Icon name="camera" />
      <p>{texts.faults[fault]}</p>
    </div>
  );
}

function Choices({ camera, onChoose }: { camera: Camera; onChoose: (id: string) => void }): ReactNode {
  const texts = useTexts(scanTexts);
  const [isLit, setLit] = useState(false);
  const { light, cameras, id } = camera;
  if (light === null && cameras.length < 2) return null;
  const turn = (): void => {
    const at = cameras.findIndex((one) => one.id === id);
    const next = cameras[(at + 1) % cameras.length];
    if (next) onChoose(next.id);
  };
  const toggle = async (): Promise<void> => {
    await light?.(!isLit);
    setLit(!isLit);
  };
  return (
    <div className="scanner-choices">
      {light && (
        <button type="button" className="button is-big" aria-pressed={isLit} onClick={() => void toggle()}>
          {texts.light}
        </button>
      )}
      {cameras.length > 1 && (
        <button type="button" className="button is-big" onClick={turn}>
          {texts.turn}
        </button>
      )}
    </div>
  );
}
