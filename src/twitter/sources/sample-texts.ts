/** What a made-up user says, in which language. */
interface SampleText {
  readonly screenName: string;
  readonly language: string;
  readonly text: string;
}

/** Made-up tweets with what breaks shells: Korean, emoji, line breaks, tabs, quotes, right-to-left text, long ones. */
export const sampleTexts: readonly SampleText[] = [
  ["soyou_fan", "소유 신곡 나왔다!! 🎉 #soyou #kpop"],
  ["kpop_daily", "Today's chart:\n1. SOYOU\n2. SISTAR\n3. IU #kpop"],
  ["seoul_weather", "서울 날씨 맑음 ☀️ 최고 기온 27도, 미세먼지 좋음"],
  [
    "data_engineer",
    'Structured Streaming in one line of TypeScript? spark.readStream.format("kafka") 🤯 #spark #kafka',
  ],
  ["minji_lee", "퇴근하고 한강에서 치맥 🍗🍺\n이게 행복이지"],
  ["newsbot_kr", "[속보] 오늘 저녁 8시 새 앨범 쇼케이스 생중계 #소유"],
  ["jvm_refugee", "My spark-shell is still starting. I went for coffee ☕, came back, it is still starting."],
  ["haneul", "소유가 부른 OST는 언제 들어도 좋다 😭💜"],
  ["streaming101", "A watermark is how long you are willing to wait for late friends."],
  ["busan_life", "부산 바다 보러 왔어요 🌊\t날씨 최고\t사진은 나중에!"],
  ["emoji_only", "👩‍👩‍👧‍👦🇰🇷🎶✨🙌🏽"],
  ["quote_master", "He said \"exactly once\", she said 'at least once', Kafka said nothing."],
  ["coffee_break", "카페 라떼 한 잔과 카프카 한 권 ☕📖 #kafka #카프카"],
  [
    "longreads",
    "When a query restarts from its checkpoint it reads the offsets that were written before the batch began, runs just that batch again, and commits it; nothing is lost, nothing is counted twice, and the only thing that anybody notices is that the table on the screen stands still for a moment. #streaming",
  ],
  ["jihoon", "오늘 수업에서 Kafka랑 Spark 배웠는데\n생각보다 쉽다\n\n(거짓말)"],
  ["sistar4ever", "#sistar 재결합 가자!! 최고 💜💜💜"],
  ["tokyo_kpop", "ソユの新曲、最高です！カタカナもﾊﾝｶｸも表示できるかな？"],
  ["rtl_friend", "مرحبا بالعالم #hello שלום עולם"],
  ["bytecounter", "é (one code point) and é (two) look alike; their bytes do not."],
  ["topic_owner", "kcat -b localhost:9092 -t twitter -P <<< 'hello' 👋"],
  ["foodie_kr", "떡볶이🌶️ vs 마라탕🍲 너의 선택은? #먹스타그램"],
  ["pipe_dream", "a | b | c | do tables survive | this? +---+---+"],
  ["night_owl", "새벽 3시. 배포 끝. 로그 조용함. 불안함. 🦉"],
  ["soyou_official", "오늘도 와주셔서 감사합니다 🙏 여러분 덕분에 행복했어요!\n\n#SOYOU #소유 #콘서트"],
  ["unix_beard", "C:\\temp\\new\\table — backslashes are not line breaks"],
  ["commuter", "2호선 오늘도 만원… 지옥철 🚇"],
  ["spark_student", 'groupBy(window($"timestamp", "1 minute")).count() — 이제 이해했다!'],
  ["fan_account_01", "RT @soyou_official: 오늘도 와주셔서 감사합니다 🙏"],
  ["minimalist", "ok"],
  ["weather_en", "Seoul 27°C ☀️ / Busan 24°C 🌥 / Jeju 22°C 🌧"],
].map(([screenName, text]) => ({ screenName: screenName!, language: languageOf(text!), text: text! }));

/** By its letters, as far as the samples go. */
function languageOf(text: string): string {
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  if (/\p{Script=Arabic}/u.test(text)) return "ar";
  return /[a-z]{2}/i.test(text) ? "en" : "und";
}
