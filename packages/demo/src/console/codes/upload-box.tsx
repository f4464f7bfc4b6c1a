import { type ReactNode, useEffect, useRef, useState } from 'react';
import { go } from '../app/navigation.tsx';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { DropPlace } from '../ui/drop-place.tsx';
import { Section } from '../ui/section.tsx';
import { codesTexts } from './codes.texts.ts';
import { uploadCodes, type UploadFault } from './upload-codes.ts';

type State = { is: 'waiting'; fault: UploadFault | null } | { is: 'sending'; share: number; stop: () => void };

/** Takes a file of codes, by choice or by drop, and leads to its import once the server has it. */
export function UploadBox({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [state, setState] = useState<State>({ is: 'waiting', fault: null });
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);

  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const stopping = new AbortController();
    leaving.current = stopping;
    const showShare = (share: number): void => setState({ is: 'sending', share, stop: () => stopping.abort() });
    showShare(0);
    const sent = await uploadCodes(file, {
      cardId,
      caller: { appId: merchant.appId, language },
      onProgress: showShare,
      signal: stopping.signal,
    });
    if ('importId' in sent) return go({ page: 'import', id: sent.importId });
    setState({ is: 'waiting', fault: stopping.signal.aborted ? null : sent.fault });
  };
  return (
    <Section title={texts.importFile} hint={texts.importHint}>
      {state.is === 'sending' ? (
        <Sending share={state.share} onStop={state.stop} />
      ) : (
        <DropPlace
          choose={texts.choose}
          hint={texts.drop}
          accept=".csv,.txt,text/csv,text/plain"
          fault={state.fault === null ? null : texts.uploadFaults[state.fault]}
          onFile={(file) => void send(file)}
        />
      )}
    </Section>
  );
}

function Sending({ share, onStop }: { share: number; onStop: () => void }): ReactNode {
  const texts = useTexts(codesTexts);
  const label = texts.uploading(Math.floor(share * 100));
  return (
    <div className="progress" role="status">
      <span>{label}</span>
      <progress max={1} value={share} aria-label={label} />
      <button type="button" className="button is-small" onClick={onStop}>
        {texts.stopUpload}
      </button>
    </div>
  );
}
