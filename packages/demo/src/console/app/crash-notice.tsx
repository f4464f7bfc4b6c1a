import { Component, type ReactNode } from 'react';

type Props = { children: ReactNode };

/**
 * Stands where the console was when a fault of ours has ended it. In both languages, because what gives the language
 * may be what broke; a class, because React has no other way to notice.
 */
export class CrashNotice extends Component<Props, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <main className="gate">
        <div className="gate-card" role="alert">
          <h1>出错了</h1>
          <p>页面遇到意外错误，已填写的卡券草稿仍会保留。</p>
          <p lang="en">Something went wrong in this page. Drafts are kept.</p>
          <button type="button" className="button is-primary is-wide" onClick={() => location.reload()}>
            重新加载 Reload
          </button>
        </div>
      </main>
    );
  }
}
