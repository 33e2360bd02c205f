/** What people see who come without the printed address, in the three languages of the campaigns. */

/** @param code one of our own, shown for whoever helps. */
export function signInPage(code: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Manara</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}small{opacity:.7}</style>
<h1>Manara</h1>
<p lang="ar" dir="rtl">افتحوا منارة من العنوان المطبوع في نافذة الأوامر. كل عنوان يصلح لمرة واحدة؛ للحصول على عنوان جديد اضغطوا هناك مفتاح <bdi lang="en">Enter</bdi>.</p>
<p lang="vi">Hãy mở Manara bằng địa chỉ được in trong cửa sổ dòng lệnh. Mỗi địa chỉ chỉ dùng được một lần; nhấn phím Enter ở đó để có địa chỉ mới.</p>
<p>Open Manara with the address that is printed in the terminal. Each address works once; press Enter there for a new one.</p>
<p><small>${code}</small></p>
</html>
`;
}
