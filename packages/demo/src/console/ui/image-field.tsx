import { type ChangeEvent, type ReactNode, useState } from 'react';
import { uploadImage, type UploadFault } from '../data/upload-image.ts';
import { inBothLanguages, useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Field, type FieldProps } from './field.tsx';
import { FaultsContext } from './faults.tsx';
import { Icon } from './icon.tsx';

const texts = inBothLanguages(
  {
    choose: '上传图片',
    change: '更换图片',
    remove: '移除',
    busy: '正在上传…',
    tooLarge: '图片不能超过 1 MB。',
    notImage: '请选择 JPEG 或 PNG 图片。',
    forbidden: '当前账号无权上传图片。',
    failed: '上传失败，请重试。',
  },
  {
    choose: 'Upload an image',
    change: 'Change the image',
    remove: 'Remove',
    busy: 'Uploading…',
    tooLarge: 'At most 1 MB.',
    notImage: 'Choose a JPEG or PNG.',
    forbidden: 'This account may not upload images.',
    failed: 'The upload failed. Try again.',
  },
);

type ImageFieldProps = FieldProps & { value: string; onChange: (url: string) => void; isOptional?: boolean };

/** An image that is uploaded as soon as it is chosen; the value is its address. */
export function ImageField({ value, onChange, isOptional, ...field }: ImageFieldProps): ReactNode {
  const words = useTexts(texts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [state, setState] = useState<UploadFault | 'busy' | null>(null);

  const send = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = event.target.files ?? [];
    if (!file) return;
    setState('busy');
    const upload = await uploadImage(file, { appId: merchant.appId, language });
    setState('url' in upload ? null : upload.fault);
    if ('url' in upload) onChange(upload.url);
  };
  const own = state === null || state === 'busy' ? null : words[state];
  const frame = (
    <Field {...field}>
      {(control) => (
        <div className="image-field">
          <span className="image-field-picture">
            {value === '' ? <Icon name="image" /> : <img src={value} alt="" />}
          </span>
          <span className="image-field-actions">
            <span className="button is-small file-button">
              {state === 'busy' ? words.busy : words[value === '' ? 'choose' : 'change']}
              <input
                {...control}
                required={undefined}
                type="file"
                accept="image/png,image/jpeg"
                disabled={state === 'busy'}
                onChange={(event) => void send(event)}
              />
            </span>
            {isOptional === true && value !== '' && (
              <button type="button" className="button is-small" onClick={() => onChange('')}>
                {words.remove}
              </button>
            )}
          </span>
        </div>
      )}
    </Field>
  );
  return own === null ? frame : <FaultsContext value={{ [field.path]: own }}>{frame}</FaultsContext>;
}
