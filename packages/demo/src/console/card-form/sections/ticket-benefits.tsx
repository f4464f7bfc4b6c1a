import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { benefitTexts } from '../benefit.texts.ts';
import { LIMITS } from '../limits.ts';
import { useBenefit } from '../use-benefit.ts';

function PerCode(): ReactNode {
  const texts = useTexts(benefitTexts);
  return <p className="hint">{texts.perCode}</p>;
}

type AddressProps = { path: string; label: string; value: string; onChange: (value: string) => void };

/** Where something leads. */
export function AddressField(props: AddressProps): ReactNode {
  return <TextField {...props} inputMode="url" placeholder="https://" />;
}

export function ScenicFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('scenic');
  return (
    <>
      <TextArea
        path="ticketClass"
        label={texts.scenicClass}
        hint={texts.scenicClassHint}
        value={values.ticketClass}
        onChange={set('ticketClass')}
        limit={LIMITS.ticketClass}
        rows={2}
      />
      <AddressField path="guideUrl" label={texts.guideUrl} value={values.guideUrl} onChange={set('guideUrl')} />
    </>
  );
}

export function MovieFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('movie');
  return (
    <>
      <TextArea
        path="detail"
        label={texts.movieDetail}
        value={values.detail}
        onChange={set('detail')}
        limit={LIMITS.movieDetail}
        rows={4}
      />
      <PerCode />
    </>
  );
}

export function MeetingFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('meeting');
  return (
    <>
      <TextArea
        path="meetingDetail"
        label={texts.meetingDetail}
        value={values.meetingDetail}
        onChange={set('meetingDetail')}
        limit={LIMITS.meetingDetail}
        rows={4}
        isRequired
      />
      <AddressField path="mapUrl" label={texts.mapUrl} value={values.mapUrl} onChange={set('mapUrl')} />
      <PerCode />
    </>
  );
}

export function BusFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('bus');
  return (
    <>
      <div className="fields-row">
        <TextField
          path="route"
          label={texts.route}
          hint={texts.routeHint}
          value={values.route}
          onChange={set('route')}
          limit={LIMITS.ticketText}
          isRequired
        />
        <TextField
          path="departureTime"
          label={texts.busDeparture}
          type="datetime-local"
          value={values.departureTime}
          onChange={set('departureTime')}
          isRequired
        />
      </div>
      <TextArea
        path="tripDetail"
        label={texts.tripDetail}
        value={values.tripDetail}
        onChange={set('tripDetail')}
        limit={LIMITS.tripDetail}
        rows={3}
        isRequired
      />
      <AddressField path="mapUrl" label={texts.stopUrl} value={values.mapUrl} onChange={set('mapUrl')} />
      <PerCode />
    </>
  );
}

export function FlightFields(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('flight');
  return (
    <>
      <FlightEnds />
      <div className="fields-row">
        <TextField path="gate" label={texts.gate} value={values.gate} onChange={set('gate')} limit={LIMITS.gate} />
        <TextField
          path="boardingTime"
          label={texts.boardingTime}
          type="datetime-local"
          value={values.boardingTime}
          onChange={set('boardingTime')}
        />
        <TextField
          path="airModel"
          label={texts.airModel}
          value={values.airModel}
          onChange={set('airModel')}
          limit={LIMITS.airModel}
        />
      </div>
      <AddressField path="checkInUrl" label={texts.checkInUrl} value={values.checkInUrl} onChange={set('checkInUrl')} />
      <PerCode />
    </>
  );
}

function FlightEnds(): ReactNode {
  const texts = useTexts(benefitTexts);
  const { values, set } = useBenefit('flight');
  const ends = ['from', 'to'] as const;
  const times = ['departureTime', 'landingTime'] as const;
  return (
    <>
      <TextField
        path="flight"
        label={texts.flight}
        value={values.flight}
        onChange={set('flight')}
        limit={LIMITS.flight}
        isRequired
      />
      <div className="fields-row">
        {ends.map((name) => (
          <TextField
            key={name}
            path={name}
            label={texts[name]}
            value={values[name]}
            onChange={set(name)}
            limit={LIMITS.ticketText}
            isRequired
          />
        ))}
      </div>
      <div className="fields-row">
        {times.map((name) => (
          <TextField
            key={name}
            path={name}
            label={texts[name]}
            type="datetime-local"
            value={values[name]}
            onChange={set(name)}
            isRequired
          />
        ))}
      </div>
    </>
  );
}
