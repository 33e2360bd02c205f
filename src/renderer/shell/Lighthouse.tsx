/** Manara's own mark: a lighthouse with its beam. */
export function Lighthouse() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <path d="M16 6.5 27 3v8z" fill="#e8a317" />
      <path d="M12 6.5 1 3v8z" fill="#e8a317" opacity="0.55" />
      <path d="M10.5 4.5h7v5h-7zM10 11h8l2 14H8z" fill="#ffffff" />
      <path d="M11.5 5.5h5v3h-5z" fill="#e8a317" />
      <path d="M9.3 15.8h9.4l.5 3.4H8.8z" fill="#0e3a53" />
    </svg>
  );
}
