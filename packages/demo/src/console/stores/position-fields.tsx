import { type ReactNode, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { Grid, Position } from './datum.ts';
import { onGcj02 } from './datum.ts';
import { positionTexts } from './position.texts.ts';
import { readPosition, warningOf } from './position.ts';
import { storesTexts } from './stores.texts.ts';

type PositionProps = { longitude: string; latitude: string; onChange: (position: PositionTexts) => void };
type PositionTexts = { longitude: string; latitude: string };

const DEGREES = /^-?\d{1,3}(\.\d+)?$/;

const textsOf = ({ longitude, latitude }: Position): PositionTexts => ({
  longitude: String(longitude),
  latitude: String(latitude),
});

/** Where a store is: typed, pasted from a map, or where one stands. No map is shown, so it says what it has read. */
export function PositionFields({ longitude, latitude, onChange }: PositionProps): ReactNode {
  const texts = useTexts(storesTexts);
  const position = DEGREES.test(longitude.trim()) &&
    DEGREES.test(latitude.trim()) && { longitude: Number(longitude), latitude: Number(latitude) };
  return (
    <>
      <PastedPosition onRead={(read) => onChange(textsOf(read))} />
      <div className="fields-row">
        <TextField
          path="longitude"
          label={texts.longitude}
          hint={texts.positionHint}
          inputMode="decimal"
          isRequired
          value={longitude}
          onChange={(text) => onChange({ latitude, longitude: text })}
        />
        <TextField
          path="latitude"
          label={texts.latitude}
          inputMode="decimal"
          isRequired
          value={latitude}
          onChange={(text) => onChange({ longitude, latitude: text })}
        />
      </div>
      {position && <Doubt position={position} onSwap={() => onChange({ longitude: latitude, latitude: longitude })} />}
    </>
  );
}

function PastedPosition({ onRead }: { onRead: (position: Position) => void }): ReactNode {
  const texts = useTexts(positionTexts);
  const [text, setText] = useState('');
  const reading = readPosition(text);
  const change = (pasted: string): void => {
    setText(pasted);
    const read = readPosition(pasted);
    if (read) onRead(read.position);
  };
  const told = reading ? (
    <>
      {texts.read(reading.position.latitude, reading.position.longitude)} {texts.orders[reading.order]}
      <Converted from={reading.grid} />
    </>
  ) : (
    texts.none
  );
  return (
    <div className="position">
      <TextField
        path="position"
        label={texts.paste}
        hint={text.trim() === '' ? texts.pasteHint : told}
        autoComplete="off"
        value={text}
        onChange={change}
      />
      <OwnPosition onFound={onRead} />
    </div>
  );
}

function Converted({ from }: { from: Grid }): ReactNode {
  const texts = useTexts(positionTexts);
  return from === 'GCJ-02' ? null : <> {texts.converted(from)}</>;
}

type Own = { is: 'unasked' } | { is: 'asking' } | { is: 'found'; metres: number } | { is: 'failed'; isDenied: boolean };

/** Where the person stands. Satellites count on another grid than the maps of China, so it is converted. */
function OwnPosition({ onFound }: { onFound: (position: Position) => void }): ReactNode {
  const texts = useTexts(positionTexts);
  const [own, setOwn] = useState<Own>({ is: 'unasked' });
  // Absent on a page that did not come by https.
  if (!('geolocation' in navigator) || !isSecureContext) return null;
  const ask = (): void => {
    setOwn({ is: 'asking' });
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        onFound(onGcj02({ latitude, longitude }, 'WGS-84'));
        setOwn({ is: 'found', metres: Math.round(accuracy) });
      },
      ({ code, PERMISSION_DENIED }) => setOwn({ is: 'failed', isDenied: code === PERMISSION_DENIED }),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <div className="own-position" role="status">
      <button type="button" className="button is-small" disabled={own.is === 'asking'} onClick={ask}>
        {own.is === 'asking' ? texts.asking : texts.own}
      </button>
      {own.is === 'found' && <span className="hint">{texts.found(own.metres)}</span>}
      {own.is === 'failed' && <span className="fault">{own.isDenied ? texts.denied : texts.failed}</span>}
    </div>
  );
}

function Doubt({ position, onSwap }: { position: Position; onSwap: () => void }): ReactNode {
  const texts = useTexts(positionTexts);
  const warning = warningOf(position);
  if (warning === null) return null;
  return (
    <div className="notice is-warning" role="status">
      <div>{texts.warnings[warning]}</div>
      {warning === 'swapped' && (
        <button type="button" className="button is-small" onClick={onSwap}>
          {texts.swap}
        </button>
      )}
    </div>
  );
}
