namespace FigshareTools.Hashing;

/// <summary>
/// The constants of the 64 steps, named as in RFC 1321: T[i] is the integer part of 2^32 times abs(sin(i)), with i in
/// radians.
/// </summary>
internal static class Md5Constants
{
    public const uint T1 = 0xd76aa478;
    public const uint T2 = 0xe8c7b756;
    public const uint T3 = 0x242070db;
    public const uint T4 = 0xc1bdceee;
    public const uint T5 = 0xf57c0faf;
    public const uint T6 = 0x4787c62a;
    public const uint T7 = 0xa8304613;
    public const uint T8 = 0xfd469501;
    public const uint T9 = 0x698098d8;
    public const uint T10 = 0x8b44f7af;
    public const uint T11 = 0xffff5bb1;
    public const uint T12 = 0x895cd7be;
    public const uint T13 = 0x6b901122;
    public const uint T14 = 0xfd987193;
    public const uint T15 = 0xa679438e;
    public const uint T16 = 0x49b40821;
    public const uint T17 = 0xf61e2562;
    public const uint T18 = 0xc040b340;
    public const uint T19 = 0x265e5a51;
    public const uint T20 = 0xe9b6c7aa;
    public const uint T21 = 0xd62f105d;
    public const uint T22 = 0x02441453;
    public const uint T23 = 0xd8a1e681;
    public const uint T24 = 0xe7d3fbc8;
    public const uint T25 = 0x21e1cde6;
    public const uint T26 = 0xc33707d6;
    public const uint T27 = 0xf4d50d87;
    public const uint T28 = 0x455a14ed;
    public const uint T29 = 0xa9e3e905;
    public const uint T30 = 0xfcefa3f8;
    public const uint T31 = 0x676f02d9;
    public const uint T32 = 0x8d2a4c8a;
    public const uint T33 = 0xfffa3942;
    public const uint T34 = 0x8771f681;
    public const uint T35 = 0x6d9d6122;
    public const uint T36 = 0xfde5380c;
    public const uint T37 = 0xa4beea44;
    public const uint T38 = 0x4bdecfa9;
    public const uint T39 = 0xf6bb4b60;
    public const uint T40 = 0xbebfbc70;
    public const uint T41 = 0x289b7ec6;
    public const uint T42 = 0xeaa127fa;
    public const uint T43 = 0xd4ef3085;
    public const uint T44 = 0x04881d05;
    public const uint T45 = 0xd9d4d039;
    public const uint T46 = 0xe6db99e5;
    public const uint T47 = 0x1fa27cf8;
    public const uint T48 = 0xc4ac5665;
    public const uint T49 = 0xf4292244;
    public const uint T50 = 0x432aff97;
    public const uint T51 = 0xab9423a7;
    public const uint T52 = 0xfc93a039;
    public const uint T53 = 0x655b59c3;
    public const uint T54 = 0x8f0ccc92;
    public const uint T55 = 0xffeff47d;
    public const uint T56 = 0x85845dd1;
    public const uint T57 = 0x6fa87e4f;
    public const uint T58 = 0xfe2ce6e0;
    public const uint T59 = 0xa3014314;
    public const uint T60 = 0x4e0811a1;
    public const uint T61 = 0xf7537e82;
    public const uint T62 = 0xbd3af235;
    public const uint T63 = 0x2ad7d2bb;
    public const uint T64 = 0xeb86d391;
}
