/** Every word of the page that is not in index.html. */
export const bot = '3 chủ động';

export const likes = {
  zalo: { badge: 'như Zalo', line: 'Zalo OA · 2.000 ký tự, 5 nút mỗi tin' },
  telegram: { badge: 'như Telegram', line: 'Bot Telegram · 4.096 ký tự mỗi tin' },
  web: { badge: 'như web', line: 'Trang web · 8.000 ký tự, 20 nút mỗi tin' },
};

/** Personas by the first part of their id. */
export const groups = [
  ['bithu', 'Đơn vị cơ sở'],
  ['canbo', 'Cấp trên trực tiếp'],
  ['tinh', 'Cấp tỉnh'],
  ['quantri', 'Quản trị'],
  ['khach', 'Người lạ'],
];
export const otherGroup = 'Khác';
export const strangerRole = 'Người lạ, chưa có chức vụ';

export const commands = [
  ['/start', 'Bắt đầu'],
  ['/dangky', 'Đăng ký phần việc trong năm'],
  ['/kehoach', 'Xem bản đăng ký'],
  ['/duyet', 'Duyệt bản đăng ký'],
  ['/tiendo', 'Ghi tiến độ'],
  ['/danhgia', 'Đánh giá phần việc'],
  ['/baocao', 'Báo cáo, tổng hợp'],
  ['/nhac', 'Nhắc việc'],
  ['/moithamgia', 'Mời người tham gia'],
  ['/phancong', 'Phân công'],
  ['/bangiao', 'Bàn giao'],
  ['/donvi', 'Danh sách đơn vị'],
  ['/caidat', 'Cài đặt'],
  ['/nhatky', 'Nhật ký'],
  ['/dulieu', 'Dữ liệu cá nhân'],
  ['/ngonngu', 'Ngôn ngữ'],
  ['/trogiup', 'Trợ giúp'],
  ['/huy', 'Hủy việc đang làm'],
];

export const faults = [
  ['transient', 'Lỗi mạng tạm thời'],
  ['throttled', 'Gửi quá nhanh'],
  ['blocked', 'Người nhận đã chặn'],
  ['unreachable', 'Không tìm thấy người nhận'],
  ['window_closed', 'Ngoài khung được nhắn (Zalo)'],
  ['rejected', 'Nội dung bị từ chối'],
  ['config', 'Sai cấu hình kênh'],
];

export const states = {
  queued: 'Chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  failed: 'Không gửi được',
};

export const jobs = [
  ['plan-reminders', 'Lập lịch nhắc việc'],
  ['nudge-reviewers', 'Nhắc người duyệt'],
  ['report-up', 'Báo cáo lên cấp trên'],
  ['deliver-outbox', 'Gửi tin còn chờ'],
  ['sweep', 'Dọn dữ liệu hết hạn'],
  ['privacy-requests', 'Yêu cầu về dữ liệu cá nhân'],
  ['refresh-zalo-token', 'Làm mới mã truy cập Zalo'],
];

export const scenarios = [
  ['fresh', 'Đầu mùa', '14/09/2026, đang mở đăng ký năm 2027'],
  ['season', 'Giữa mùa', 'nhiều đơn vị đã gửi, đang duyệt'],
  ['year-end', 'Cuối năm', 'đến lúc đánh giá và công nhận'],
];

export const failure = {
  offline:
    'Không kết nối được với chương trình. Kiểm tra chương trình còn chạy không, rồi bấm Thử lại.',
  refused: 'Yêu cầu không được nhận. Sửa lại rồi gửi lần nữa.',
  missing: 'Không tìm thấy nội dung này. Tải lại trang để xem trạng thái mới nhất.',
  large: 'Nội dung quá lớn. Tệp gửi đi tối đa 18 MB mỗi lần.',
  unreadable: 'Không đọc được tệp trên máy. Chọn lại tệp rồi gửi.',
  broken: 'Chương trình gặp lỗi. Thử lại; nếu vẫn lỗi, xem nhật ký của chương trình.',
  date: 'Không có ngày giờ này. Ghi ngày/tháng/năm và giờ, ví dụ 15/10/2026 và 08:00.',
  past: 'Đồng hồ không đi lùi được. Chọn một lúc sau, hoặc đặt lại dữ liệu mẫu.',
  dead: 'Hệ thống không xử lý được tin này. Tin vẫn được lưu; gửi lại hoặc báo mã lỗi cho quản trị.',
};
