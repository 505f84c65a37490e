/**
 * What Zalo takes, as far as it is known. Lengths in UTF-16 units of text in Unicode form NFC: normalise before
 * you measure. Sizes in bytes, in the stricter reading of "MB". The calls do not check these: Zalo does.
 * @public
 */
export const zaloLimits = {
  text: 2_000,
  buttons: 5,
  buttonTitle: 100,
  buttonPayload: 1_000,
  smsContent: 160,
  userInfoTitle: 100,
  userInfoSubtitle: 500,
  trackingId: 48,
  image: 1_000_000,
  imageTypes: ['jpg', 'jpeg', 'png'],
  gif: 5_000_000,
  file: 5_000_000,
  /** Documented ones. Some accounts are said to take xls, xlsx, ppt and pptx too. */
  fileTypes: ['pdf', 'doc', 'docx', 'csv'],
  /** Uploaded files and pictures are forgotten after this many days. */
  assetDays: 7,
} as const;
