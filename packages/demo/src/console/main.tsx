import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { CrashNotice } from './app/crash-notice.tsx';

const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <CrashNotice>
        <App />
      </CrashNotice>
    </StrictMode>,
  );
}
